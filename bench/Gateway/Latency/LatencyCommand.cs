using System.CommandLine;

namespace AgentStack.GatewayBench.Latency;

internal static class LatencyCommand
{
    public static Command Create()
    {
        var callers = new Option<int[]>("--callers")
        {
            Description = "How many call at once.",
            DefaultValueFactory = _ => [1, 16],
            AllowMultipleArgumentsPerToken = true,
        };
        var rounds = new Option<int>("--rounds") { Description = "Rounds, each direct and through the gateway.", DefaultValueFactory = _ => 10 };
        var seconds = new Option<double>("--seconds") { Description = "How long half a round takes.", DefaultValueFactory = _ => 1 };
        var command = new Command("latency", "The same tool, called directly and through the gateway in turn.") { callers, rounds, seconds };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var report = await LatencyRun.RunAsync(
                parsed.GetValue(callers)!, parsed.GetValue(rounds), TimeSpan.FromSeconds(parsed.GetValue(seconds)), cancellationToken);
            Console.WriteLine(report);
            return report.IsGood ? 0 : 1;
        });
        return command;
    }
}
