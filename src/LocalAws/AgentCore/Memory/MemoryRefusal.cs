using AgentStack.LocalAws.Wire;

namespace AgentStack.LocalAws.AgentCore.Memory;

/// <summary>An error of the memory data plane.</summary>
/// <param name="Error">Status, code and message.</param>
/// <param name="Reason">What a ValidationException says beside its message; null for other errors.</param>
internal sealed record MemoryRefusal(AwsError Error, string? Reason = null);
