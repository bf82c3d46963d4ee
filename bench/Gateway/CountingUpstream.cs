using System.CommandLine;
using AgentStack.McpServer;
using AgentStack.McpServer.Tools;

namespace AgentStack.GatewayBench;

/// <summary>Our MCP server with two tools that count their runs: a process that can be killed.</summary>
internal static class CountingUpstream
{
    private const string Name = "upstream";

    public static Part Start(string runs, int port = 0) => Part.Start(
        typeof(CountingUpstream).Assembly.GetName().Name!, [Name, runs], new() { ["urls"] = Part.Loopback(port) });

    public static Command CreateCommand()
    {
        var file = new Argument<string>("runs");
        var command = new Command(Name, "What the others start: a server that writes down each run of a tool.") { file };
        command.SetAction((parsed, cancellationToken) => RunAsync(parsed.GetValue(file)!, cancellationToken));
        return command;
    }

    private static async Task RunAsync(string file, CancellationToken cancellationToken)
    {
        using var runs = new RunLog(file);
        await using var app = McpServerApplication.Build([], builder =>
        {
            builder.Services.AddSingleton(runs);
            builder.Services.AddTools(typeof(CountingTools));
        });
        await app.StartAsync(cancellationToken);
        await app.WaitForShutdownAsync(cancellationToken);
    }
}
