using System.CommandLine;
using System.Text.Json;
using AgentStack.Agent.Chat;
using AgentStack.Agent.Tools;
using AgentStack.Agent.Tools.Policy;
using AgentStack.Settings;

namespace AgentStack.Agent.Commands;

internal static class ToolsListCommand
{
    private const int LongestDescription = 100;

    public static Command Create(AgentFactory factory, string[] settings)
    {
        var server = new Option<string?>("--server") { Description = "Only that MCP server's." };
        var json = new Option<bool>("--json") { Description = "Print all that is known as one JSON object." };
        var command = new Command(
            "list",
            "List the tools as the agent offers them, what is left out and why, and the servers that are down. Exit code 1 when one is.")
        {
            server,
            json,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var request = new AgentRequest(settings, IsServing: false, parsed) { IsLook = true };
            await using var app = await factory(request, cancellationToken);
            return await RunAsync(app.Services, parsed.GetValue(server), parsed.GetValue(json), CommandConsole.OfProcess, cancellationToken);
        });
        return command;
    }

    internal static async Task<int> RunAsync(
        IServiceProvider services, string? server, bool isJson, CommandConsole console, CancellationToken cancellationToken)
    {
        var catalog = services.GetRequiredService<ToolCatalog>();
        var servers = catalog.Servers.Select(state => state.Name).ToList();
        if (server is not null && !servers.Contains(server, StringComparer.OrdinalIgnoreCase))
            throw new UsageException($"--server \"{server}\" is no MCP server of the settings; there are {string.Join(", ", servers)}");

        var tools = await catalog.GetAsync(cancellationToken);
        var report = ToolListing.Of(catalog, tools, services.GetRequiredService<ToolPolicy>(), server);
        if (isJson)
            await console.Output.WriteLineAsync(JsonSerializer.Serialize(report, ToolListingJson.Wire.ToolListing));
        else
            await PrintAsync(report, console.Output);

        return report.Servers.All(each => each.Failure is null) ? ExitCode.Success : ExitCode.Failed;
    }

    private static async Task PrintAsync(ToolListing listing, TextWriter output)
    {
        foreach (var server in listing.Servers)
        {
            var state = server.Failure is null ? $"{server.Tools} tools" : $"failed: {server.Failure}";
            await output.WriteLineAsync(PrintableText.Of($"{server.Name}: {state}"));
            foreach (var tool in listing.Tools.Where(tool => tool.Server == server.Name))
                await PrintAsync(tool, output);
        }

        foreach (var warning in listing.Warnings)
            await output.WriteLineAsync(PrintableText.Of($"! {warning}"));

        if (listing.Servers.Count == 0)
            await output.WriteLineAsync("There are no MCP servers. McpServers in the settings names those that bring tools.");
    }

    private static async Task PrintAsync(ListedTool tool, TextWriter output)
    {
        var original = tool.Name == tool.WireName ? "" : $" ({PrintableText.Line(tool.Name, LongestDescription)})";
        var description = tool.Description.Trim().Split('\n')[0];
        await output.WriteLineAsync($"  {tool.WireName}{original}  [{string.Join(", ", tool.Words)}]");
        if (description.Length > 0)
            await output.WriteLineAsync($"      {PrintableText.Line(description, LongestDescription)}");
    }
}
