using System.CommandLine;
using AgentStack.Agent.Doctor;
using AgentStack.Agent.Doctor.Reports;
using AgentStack.Settings;

namespace AgentStack.Agent.Commands;

internal static class DoctorCommand
{
    public const string Name = "doctor";

    public static Command Create(AgentFactory factory, string[] settings, string[] sections)
    {
        var server = new Option<string?>("--server") { Description = "Look at this MCP server only." };
        var json = new Option<bool>("--json") { Description = "Print one JSON object." };
        var fix = new Option<bool>("--fix") { Description = "Print the commands that would mend what is wrong; none is run." };
        var command = new Command(
            Name,
            "Look at everything that the agent stands on, step by step: settings, AWS credentials, each MCP server, the model,"
            + " the store of conversations, telemetry. Exit code 0 when all is well; else by the first failure: 10 settings,"
            + " 11 AWS credentials, 12 a server's credentials or token, 13 a server, 14 model or guardrail, 15 anything else.")
        {
            server,
            json,
            fix,
        };
        command.SetAction((parsed, cancellationToken) => RunAsync(
            factory,
            new AgentRequest(settings, IsServing: false, parsed) { IsDiagnosis = true },
            sections,
            new DoctorOptions(parsed.GetValue(server), parsed.GetValue(json), parsed.GetValue(fix)),
            cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(
        AgentFactory factory, AgentRequest request, string[] sections, DoctorOptions options, CancellationToken cancellationToken)
    {
        var report = CreateReport(options);
        var misspelt = Misspelt(request.Settings, sections);
        WebApplication app;
        try
        {
            app = await factory(request, cancellationToken);
        }
        catch (SettingsException e)
        {
            return await new DoctorSession(report).RunAsync([.. misspelt, .. e.Problems], cancellationToken);
        }
        catch (InvalidDataException e)
        {
            var problem = $"{e.Message} {e.GetBaseException().Message}".ReplaceLineEndings(" ");
            return await new DoctorSession(report).RunAsync([.. misspelt, problem], cancellationToken);
        }

        await using (app)
        {
            var planner = app.Services.GetRequiredService<DoctorPlanner>();
            if (options.Server is { } server && !planner.Servers.Contains(server, StringComparer.OrdinalIgnoreCase))
            {
                await Console.Error.WriteLineAsync($"error: no MCP server is named {server}; configured are: {string.Join(", ", planner.Servers)}.");
                return ExitCode.Usage;
            }

            var run = app.Services.GetRequiredService<DoctorRun>();
            return await new DoctorSession(report).RunAsync(run.RunAsync(planner.Plan(misspelt, options.Server), cancellationToken));
        }
    }

    private static IDoctorReport CreateReport(DoctorOptions options) => options.IsJson
        ? new JsonReport(Console.Out)
        : new TextReport(
            Console.Out,
            isColoured: !Console.IsOutputRedirected && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")),
            options.ShowsFixes);

    private static IReadOnlyList<string> Misspelt(string[] settings, string[] sections)
    {
        try
        {
            SettingArguments.Check(settings, sections);
            return [];
        }
        catch (SettingsException e)
        {
            return e.Problems;
        }
    }
}
