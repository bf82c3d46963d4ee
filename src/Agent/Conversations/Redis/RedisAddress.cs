using System.Net;
using StackExchange.Redis;

namespace AgentStack.Agent.Conversations.Redis;

/// <summary>Where a Redis is and how to get in. It prints itself without its password.</summary>
internal sealed class RedisAddress
{
    private RedisAddress(ConfigurationOptions options)
    {
        // The first attempt decides: the next call tries again, and nobody waits for more than one.
        options.AbortOnConnectFail = true;
        options.ConnectRetry = 1;
        options.ClientName ??= "agentstack";
        Options = options;
    }

    public ConfigurationOptions Options { get; }

    /// <exception cref="FormatException">It is none.</exception>
    public static RedisAddress Parse(string text) =>
        TryParse(text, out var address) ? address! : throw new FormatException("That is no address of a Redis.");

    public static bool TryParse(string text, out RedisAddress? address)
    {
        address = null;
        try
        {
            var options = text.Contains("://", StringComparison.Ordinal) ? RedisUri.Parse(text) : ConfigurationOptions.Parse(text);
            if (options is null || options.EndPoints.Count == 0 || options.EndPoints.Any(end => Host(end).Length == 0))
                return false;

            address = new RedisAddress(options);
            return true;
        }
        catch (Exception e) when (e is ArgumentException or FormatException or OverflowException)
        {
            return false;
        }
    }

    // Only the first: where a password holds a comma, the parser takes its rest for another host.
    public override string ToString() => Host(Options.EndPoints[0]);

    private static string Host(EndPoint endpoint) => endpoint switch
    {
        DnsEndPoint { Port: 0 } dns => dns.Host,
        DnsEndPoint dns => $"{dns.Host}:{dns.Port}",
        _ => endpoint.ToString() ?? "",
    };
}
