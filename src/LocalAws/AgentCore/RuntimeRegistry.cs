using System.Collections.Concurrent;

namespace AgentStack.LocalAws.AgentCore;

/// <summary>The runtimes that the front door knows, by ARN.</summary>
public sealed class RuntimeRegistry
{
    private readonly ConcurrentDictionary<string, LocalRuntime> _runtimes = new(StringComparer.Ordinal);

    /// <summary>Adds the runtime, or replaces the one of the same ARN.</summary>
    public void Add(LocalRuntime runtime)
    {
        ArgumentNullException.ThrowIfNull(runtime);
        if (!RuntimeArn.IsValid(runtime.Arn))
        {
            throw new ArgumentException(
                $"\"{runtime.Arn}\" is no runtime ARN; one looks like {RuntimeArn.Example}", nameof(runtime));
        }

        _runtimes[runtime.Arn] = runtime;
    }

    /// <summary>False when there was none of that ARN.</summary>
    public bool Remove(string arn) => _runtimes.TryRemove(arn, out _);

    internal LocalRuntime? Find(string arn) => _runtimes.GetValueOrDefault(arn);
}
