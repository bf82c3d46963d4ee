namespace AgentStack.GatewayBench.Outage;

/// <summary>One call as its client saw it.</summary>
internal sealed record ClientCall(string Id, string Upstream, string Tool, Phase Phase, double Milliseconds, Ending Ending, string Text);
