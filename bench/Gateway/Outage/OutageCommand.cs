using System.CommandLine;

namespace AgentStack.GatewayBench.Outage;

internal static class OutageCommand
{
    public static Command Create()
    {
        var clients = new Option<int>("--clients") { Description = "Clients that call at once, half of them each upstream.", DefaultValueFactory = _ => 200 };
        var seconds = new Option<int>("--seconds") { Description = "For how long.", DefaultValueFactory = _ => 60 };
        var pause = new Option<int>("--pause") { Description = "A client's pause between calls, in milliseconds, on average.", DefaultValueFactory = _ => 200 };
        var command = new Command("outage", "Many clients while one of two upstreams is killed and started again.") { clients, seconds, pause };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var plan = new OutagePlan(
                parsed.GetValue(clients), TimeSpan.FromSeconds(parsed.GetValue(seconds)), TimeSpan.FromMilliseconds(parsed.GetValue(pause)));
            var report = await OutageRun.RunAsync(plan, cancellationToken);
            Console.WriteLine(report);
            return report.IsGood ? 0 : 1;
        });
        return command;
    }
}
