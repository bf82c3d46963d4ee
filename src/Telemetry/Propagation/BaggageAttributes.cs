using System.Diagnostics;

namespace AgentStack.Telemetry.Propagation;

/// <summary>The baggage that becomes attributes of spans. Whoever calls may send any other; it is passed on, not shown.</summary>
public static class BaggageAttributes
{
    /// <summary>The conversation, as AgentCore and CloudWatch know it.</summary>
    public const string SessionId = "session.id";

    private const int LongestValue = 2048;

    private static readonly string[] Keys =
    [
        SessionId,
        "aws.agentcore.configbundle_arn",
        "aws.agentcore.configbundle_version",
        "aws.agentcore.gateway.routing_experiment_arn",
        "aws.agentcore.gateway.routing_experiment_variant_name",
    ];

    internal static IEnumerable<(string Key, string Value)> Of(Activity activity)
    {
        foreach (var key in Keys)
        {
            if (activity.GetBaggageItem(key) is { Length: > 0 and <= LongestValue } value)
                yield return (key, value);
        }
    }
}
