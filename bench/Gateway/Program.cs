using System.CommandLine;
using AgentStack.GatewayBench;
using AgentStack.GatewayBench.Latency;
using AgentStack.GatewayBench.Outage;

return await new RootCommand("What a gateway costs, and what its callers see when an upstream is killed. Each part is a process of its own.")
{
    LatencyCommand.Create(),
    OutageCommand.Create(),
    CountingUpstream.CreateCommand(),
}.Parse(args).InvokeAsync();
