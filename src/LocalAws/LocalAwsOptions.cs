using System.Security.Cryptography;
using AgentStack.LocalAws.AgentCore;
using Microsoft.Extensions.Logging;

namespace AgentStack.LocalAws;

/// <summary>What the server is to be; its plain members can be bound from a configuration section <c>LocalAws</c>.</summary>
public sealed class LocalAwsOptions
{
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private const string SecretCharacters = Letters + "abcdefghijklmnopqrstuvwxyz0123456789";

    /// <summary>On 127.0.0.1; 0 takes any that is free.</summary>
    public int Port { get; set; }

    public string Region { get; set; } = "us-east-1";

    public string AccountId { get; set; } = "123456789012";

    /// <summary>Made up anew for each instance, and not shaped like a key of AWS.</summary>
    public string AccessKeyId { get; set; } = "LOCAL" + RandomNumberGenerator.GetString(Letters, 15);

    public string SecretAccessKey { get; set; } = RandomNumberGenerator.GetString(SecretCharacters, 40);

    /// <summary>The address of an OpenAI-compatible server to have behind Converse; null for the offline model.</summary>
    public Uri? ModelEndpoint { get; set; }

    /// <summary>The model to ask there.</summary>
    public string? ModelName { get; set; }

    /// <summary>The offline model's pause before each piece of its answer, to look more like a real one; none by default.</summary>
    public TimeSpan ChunkDelay { get; set; }

    /// <summary>Containers behind the AgentCore front door, by any name.</summary>
    public Dictionary<string, RuntimeOptions> Runtimes { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The ids of AgentCore memories that are there from the start, such as <c>my_memory-AbCdEf1234</c>.</summary>
    public List<string> Memories { get; } = [];

    /// <summary>A JSON file with guardrails that are there from the start.</summary>
    public string? GuardrailFile { get; set; }

    public TimeProvider Clock { get; set; } = TimeProvider.System;

    /// <summary>
    /// By which tokens are issued and judged; <see cref="Clock"/> when not set. An AWS SDK signs by the time of the day, so a test
    /// that moves through days moves this clock alone.
    /// </summary>
    public TimeProvider? IdentityClock { get; set; }

    /// <summary>Where the server logs; nowhere by default.</summary>
    public ILoggerFactory? LoggerFactory { get; set; }
}
