using System.CommandLine;
using AgentStack.Settings;
using Microsoft.AspNetCore.Connections;

namespace AgentStack.Agent.Commands;

/// <summary>The commands of the agent: serve, chat, ask.</summary>
public sealed class AgentCommandLine(AgentFactory factory)
{
    private const string Description = """
        A Semantic Kernel agent on Amazon Bedrock with the tools of remote MCP servers.

        Settings go after the command as --Section:Key=value, such as --Model:Id=… or --McpServers:tools:Url=…;
        they may stand in appsettings.json or in the environment (Section__Key) too.
        """;

    /// <summary>What runs when no command is named.</summary>
    public string DefaultCommand { get; init; } = ServeCommand.Name;

    /// <summary>Options that the factory understands, on every command.</summary>
    public IReadOnlyList<Option> Options { get; init; } = [];

    /// <summary>Sections of settings that the factory reads beside the agent's.</summary>
    public IReadOnlyList<string> Sections { get; init; } = [];

    /// <summary>What to do when the agent's port is taken.</summary>
    public string PortRemedy { get; init; } = "pass --urls http://127.0.0.1:PORT";

    /// <returns>The exit code: 0, 1 when it failed, 2 when the command line or the configuration makes no sense.</returns>
    public async Task<int> RunAsync(string[] args)
    {
        var (settings, words) = SettingArguments.Split(args);
        var parsed = CreateRoot(settings).Parse(words);
        try
        {
            SettingArguments.Check(settings, [.. AgentApplication.Sections, .. Sections]);
            var exitCode = await parsed.InvokeAsync(Invocation);
            return parsed.Errors.Count > 0 ? ExitCode.Usage : exitCode;
        }
        catch (SettingsException e)
        {
            foreach (var problem in e.Problems)
                await Console.Error.WriteLineAsync($"settings: {problem}");

            return ExitCode.Usage;
        }
        catch (IOException e) when (e.InnerException is AddressInUseException)
        {
            await Console.Error.WriteLineAsync($"error: {e.Message} End the process that holds the port, or {PortRemedy}.");
            return ExitCode.Failed;
        }
        catch (Exception e)
        {
            // The outermost handler: a line for a person, and no stack trace.
            await Console.Error.WriteLineAsync($"error: {e.Message}");
            return ExitCode.Failed;
        }
    }

    // Signals belong to the command: serving drains its turns, a chat cancels one. The library would exit after 2 s.
    private static InvocationConfiguration Invocation => new()
    {
        EnableDefaultExceptionHandler = false,
        ProcessTerminationTimeout = null,
    };

    private RootCommand CreateRoot(string[] settings)
    {
        Command[] commands =
        [
            ServeCommand.Create(factory, settings),
            ChatCommand.Create(factory, settings),
            AskCommand.Create(factory, settings),
        ];

        var root = new RootCommand(Description);
        foreach (var option in Options)
        {
            option.Recursive = true;
            root.Options.Add(option);
        }

        foreach (var command in commands)
            root.Subcommands.Add(command);

        root.Action = Array.Find(commands, command => command.Name == DefaultCommand)?.Action;
        return root;
    }
}
