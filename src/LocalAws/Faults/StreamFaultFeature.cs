namespace AgentStack.LocalAws.Faults;

/// <summary>Set on a request by the fault middleware for the endpoint that writes the stream to carry out.</summary>
internal sealed record StreamFaultFeature(StreamFault Fault);
