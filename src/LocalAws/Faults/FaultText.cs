using System.Text.Json.Serialization;
using AgentStack.LocalAws.Bedrock;

namespace AgentStack.LocalAws.Faults;

/// <summary>A fault as the control endpoint reads and writes it.</summary>
internal sealed record FaultText(
    string? Operation,
    string? Kind,
    int Count = 1,
    [property: JsonPropertyName("delay_ms")] int DelayMilliseconds = 0,
    int After = 1,
    string? Code = null,
    int? RetryAfter = null)
{
    private static readonly Dictionary<string, FaultKind> Kinds = new(StringComparer.Ordinal)
    {
        ["delay"] = FaultKind.Delay,
        ["throttle"] = FaultKind.Throttle,
        ["error"] = FaultKind.Error,
        ["cut"] = FaultKind.Cut,
        ["stream-error"] = FaultKind.StreamError,
        ["cut-stream"] = FaultKind.CutStream,
        ["stall"] = FaultKind.Stall,
    };

    public static FaultText From(Fault fault) => new(
        fault.Operation,
        Kinds.First(kind => kind.Value == fault.Kind).Key,
        fault.Count,
        (int)fault.Delay.TotalMilliseconds,
        fault.After,
        fault.Code,
        (int?)fault.RetryAfter?.TotalSeconds);

    /// <summary>What is wrong with it, in one sentence, or null.</summary>
    public string? Problem(IReadOnlyCollection<string> operations)
    {
        if (Operation is null || !operations.Contains(Operation))
            return $"\"operation\" must be one of {string.Join(", ", operations)}";
        if (Kind is null || !Kinds.TryGetValue(Kind, out var kind))
            return $"\"kind\" must be one of {string.Join(", ", Kinds.Keys)}";
        if (Count < 1)
            return "\"count\" must be 1 or more";
        if (DelayMilliseconds < 0)
            return "\"delay_ms\" must not be negative";
        if (After < 0)
            return "\"after\" must not be negative";
        if (RetryAfter < 0)
            return "\"retry_after\" must not be negative";
        if (Code is not null && !BedrockErrors.StreamCodes.Contains(Code))
            return $"\"code\" must be one of {string.Join(", ", BedrockErrors.StreamCodes)}";

        return kind is FaultKind.Delay && DelayMilliseconds == 0 ? "\"delay\" needs \"delay_ms\"" : null;
    }

    public Fault ToFault() => new(Operation!, Kinds[Kind!])
    {
        Count = Count,
        Delay = TimeSpan.FromMilliseconds(DelayMilliseconds),
        After = After,
        Code = Code,
        RetryAfter = RetryAfter is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
    };
}
