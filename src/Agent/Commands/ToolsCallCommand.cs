using System.CommandLine;
using System.Text.Json;
using AgentStack.Agent.Chat;
using AgentStack.Agent.Invocations;
using AgentStack.Agent.Tools;
using AgentStack.Agent.Tools.Policy;
using AgentStack.Agent.Tools.Results;
using AgentStack.Agent.Turns;
using Microsoft.Extensions.AI;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;

namespace AgentStack.Agent.Commands;

internal static class ToolsCallCommand
{
    public static Command Create(AgentFactory factory, string[] settings)
    {
        var name = new Argument<string>("name") { Description = "The tool: its name as tools list has it, the server's own, or server/tool." };
        var arguments = new Option<string[]>("--arg") { Description = "key=value, by the type that the tool's schema has for it; repeated for a list. Objects as JSON." };
        var json = new Option<string?>("--json") { Description = "All arguments as a JSON object, @FILE, or - for standard input." };
        var raw = new Option<bool>("--raw") { Description = "Print the result as MCP has it." };
        var yes = new Option<bool>("--yes") { Description = "Allow a call that the policy would ask about." };
        var command = new Command(
            "call",
            "Call a tool as the model's calls are: checked, under the policy, through the kernel. Its result goes to standard output. Exit"
            + " code 1 when it reports an error or the policy forbids it, 2 when the arguments make no sense and nothing was sent.")
        {
            name,
            arguments,
            json,
            raw,
            yes,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var options = new ToolsCallOptions(
                parsed.GetValue(name) ?? "",
                parsed.GetValue(arguments) ?? [],
                parsed.GetValue(json),
                parsed.GetValue(raw),
                parsed.GetValue(yes));
            var request = new AgentRequest(settings, IsServing: false, parsed) { IsLook = true };
            await using var app = await factory(request, cancellationToken);
            using var interrupts = new Interrupts();
            var console = CommandConsole.OfProcess;
            var exitCode = ExitCode.Failed;
            return await interrupts.RunTurnAsync(async token => exitCode = await RunAsync(app.Services, options, console, token))
                ? exitCode
                : await console.FailAsync("cancelled");
        });
        return command;
    }

    internal static async Task<int> RunAsync(
        IServiceProvider services, ToolsCallOptions options, CommandConsole console, CancellationToken cancellationToken)
    {
        var tools = await services.GetRequiredService<ToolCatalog>().GetAsync(cancellationToken);
        if (NamedTool.Find(tools, options.Name, out var missing) is not { } tool)
            return await console.FailAsync(missing);

        var arguments = await CommandArguments.ReadAsync(tool.Remote.InputSchema, options, console.Input, cancellationToken);
        if (ToolArguments.Problems(tool.Remote.InputSchema, arguments) is { Count: > 0 } problems)
            return await console.FailAsync($"{tool.WireName}: {string.Join("; ", problems)}. Nothing was called.", ExitCode.Usage);

        var shown = arguments.ToDictionary(argument => tool.Names.Shown(argument.Key), argument => argument.Value, StringComparer.Ordinal);
        var call = new FunctionCallContent($"call-{Guid.NewGuid():N}", tool.WireName, shown);
        var verdict = services.GetRequiredService<ToolPolicy>().Decide(tool.Remote, Caller.Nobody);
        if (verdict.Action == ToolAction.Deny)
            return await console.FailAsync($"{tool.WireName} is denied by {verdict.Reason} (Policy:Deny). Nothing was called.");

        if (verdict.Action == ToolAction.Ask && !options.AllowsAll && !await IsAllowedAsync(tool, call, verdict, console, cancellationToken))
            return await console.FailAsync($"{tool.WireName} was not allowed (Policy:Ask); --yes allows it. Nothing was called.");

        var outcome = await services.GetRequiredService<ToolCallRunner>().RunAsync(call, tools, cancellationToken);
        return await PrintAsync(outcome, options.IsRaw, console);
    }

    private static async Task<bool> IsAllowedAsync(
        OfferedTool tool, FunctionCallContent call, ToolVerdict verdict, CommandConsole console, CancellationToken cancellationToken)
    {
        var approvals = new ConsoleApprovals(new ConsoleInput(console.Input), console.Notes, console.IsInteractive);
        var request = new ApprovalRequest(
            call.CallId, tool.Remote.Name, tool.Remote.Server, call.Arguments!.AsReadOnly(), verdict.Reason);
        return (await approvals.AskAsync([request], cancellationToken)).Approve.Count == 1;
    }

    private static async Task<int> PrintAsync(ToolOutcome outcome, bool isRaw, CommandConsole console)
    {
        if (isRaw && outcome.Result is { } result)
            await console.Output.WriteLineAsync(JsonSerializer.Serialize(result, McpJsonUtilities.DefaultOptions.GetTypeInfo(typeof(CallToolResult))));
        else if (outcome.IsError)
            return await console.FailAsync(outcome.Text);
        else
            await console.Output.WriteLineAsync(PrintableText.Of(outcome.Text));

        return outcome.IsError ? ExitCode.Failed : ExitCode.Success;
    }
}
