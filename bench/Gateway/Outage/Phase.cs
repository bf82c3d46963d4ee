namespace AgentStack.GatewayBench.Outage;

/// <summary>When a call began: before the upstream was killed, while it was gone, after it was started again.</summary>
internal enum Phase
{
    Before,
    During,
    After,
}
