namespace AgentStack.Telemetry;

internal enum Signal
{
    Traces,
    Metrics,
    Logs,
}
