using System.CommandLine;
using AgentStack.Load;

var sessions = new Option<int>("--sessions") { Description = "Sessions that talk at once.", DefaultValueFactory = _ => 500 };
var seconds = new Option<int>("--seconds") { Description = "For how long.", DefaultValueFactory = _ => 60 };
var chunkDelay = new Option<int>("--chunk-delay")
{
    Description = "The offline model's pause before each piece of an answer, in milliseconds.",
    DefaultValueFactory = _ => 1000,
};

foreach (var number in (Option<int>[])[sessions, seconds])
{
    number.Validators.Add(result =>
    {
        if (result.GetValueOrDefault<int>() < 1)
            result.AddError($"{number.Name} must be 1 or more.");
    });
}

var command = new RootCommand("Many streaming sessions against the whole stack; the agent is a process of its own, and measured.")
{
    sessions,
    seconds,
    chunkDelay,
};
command.SetAction(async (parsed, cancellationToken) =>
{
    var plan = new LoadPlan(
        parsed.GetValue(sessions),
        TimeSpan.FromSeconds(parsed.GetValue(seconds)),
        TimeSpan.FromMilliseconds(parsed.GetValue(chunkDelay)));
    var report = await LoadRun.RunAsync(plan, cancellationToken);
    Console.WriteLine(report);
    return report.IsGood ? 0 : 1;
});

var address = new Argument<Uri>("agent") { CustomParser = result => new Uri(result.Tokens[0].Value) };
var ping = new Command(PingProbe.Command, "What the load run starts to time /ping.") { address };
ping.SetAction(parsed => PingProbe.Run(parsed.GetValue(address)!));
command.Subcommands.Add(ping);
return await command.Parse(args).InvokeAsync();
