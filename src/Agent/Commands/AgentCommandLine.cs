using System.CommandLine;
using AgentStack.Settings;

namespace AgentStack.Agent.Commands;

/// <summary>The commands of the agent: serve, chat, ask, invoke, tools, token, doctor.</summary>
public sealed class AgentCommandLine(AgentFactory factory)
{
    private const string Description = """
        A Semantic Kernel agent on Amazon Bedrock with the tools of remote MCP servers.

        Settings go after the command as --Section:Key=value, such as --Model:Id=… or --McpServers:tools:Url=…;
        they may stand in appsettings.json or in the environment (Section__Key) too.
        """;

    /// <summary>Whether serving, in Production, tells why it ends as a line of JSON.</summary>
    public bool IsForPlatform { get; init; } = true;

    /// <summary>What runs when no command is named.</summary>
    public string DefaultCommand { get; init; } = ServeCommand.Name;

    /// <summary>Options that the factory understands, on every command.</summary>
    public IReadOnlyList<Option> Options { get; init; } = [];

    /// <summary>Sections of settings that the factory reads beside the agent's.</summary>
    public IReadOnlyList<string> Sections { get; init; } = [];

    /// <summary>What to do when the agent's port is taken.</summary>
    public string PortRemedy { get; init; } = "pass --urls http://127.0.0.1:PORT";

    /// <returns>
    /// The exit code: 0, 1 when the turn failed, 2 when the command line or the configuration makes no sense, 3 when the
    /// address is taken, 4 when the agent failed; of doctor those of <see cref="ExitCode"/> from 10 on.
    /// </returns>
    public async Task<int> RunAsync(string[] args)
    {
        var (settings, words) = SettingArguments.Split(args);
        var parsed = CreateRoot(settings).Parse(words, Words);

        // What fails on a thread of nobody's would end the process with a stack trace.
        AppDomain.CurrentDomain.UnhandledException += (_, failed) => Environment.Exit(Tell((Exception)failed.ExceptionObject, parsed));
        try
        {
            // The doctor tells of wrong settings with all else that is wrong.
            if (!IsDoctor(parsed))
                SettingArguments.Check(settings, KnownSections);

            return parsed.Errors.Count > 0 ? TellUsage(parsed) : await parsed.InvokeAsync(Invocation);
        }
        catch (Exception e)
        {
            return Tell(e, parsed);
        }
    }

    private string[] KnownSections => [.. AgentApplication.Sections, .. Sections];

    private static bool IsDoctor(ParseResult parsed) => parsed.CommandResult.Command.Name == DoctorCommand.Name;

    // Not the whole help, in which the one line that matters is lost.
    private static int TellUsage(ParseResult parsed)
    {
        foreach (var error in parsed.Errors)
            Console.Error.WriteLine($"error: {error.Message}");

        Console.Error.WriteLine("--help after a command tells what it takes.");
        return ExitCode.Usage;
    }

    // The outermost handler: a line for who runs it, and no stack trace.
    private int Tell(Exception failure, ParseResult parsed)
    {
        var end = FatalError.From(failure, PortRemedy);
        foreach (var line in WantsJson(parsed) ? [end.ToJson(TimeProvider.System)] : end.ToLines())
            Console.Error.WriteLine(line);

        return end.ExitCode;
    }

    // The platform reads lines of JSON; a person at a desk does not.
    private bool WantsJson(ParseResult parsed)
    {
        var isServing = parsed.CommandResult.Command is RootCommand
            ? DefaultCommand == ServeCommand.Name
            : parsed.CommandResult.Command.Name == ServeCommand.Name;
        var environment = Environment.GetEnvironmentVariable("ASPNETCORE_ENVIRONMENT")
            ?? Environment.GetEnvironmentVariable("DOTNET_ENVIRONMENT");
        return isServing && IsForPlatform && !string.Equals(environment, Environments.Development, StringComparison.OrdinalIgnoreCase);
    }

    // Signals belong to the command: serving drains its turns, a chat cancels one. The library would exit after 2 s.
    private static InvocationConfiguration Invocation => new()
    {
        EnableDefaultExceptionHandler = false,
        ProcessTerminationTimeout = null,
    };

    // A prompt or an argument may begin with an @; it is no file of more words.
    private static ParserConfiguration Words => new() { ResponseFileTokenReplacer = null };

    private RootCommand CreateRoot(string[] settings)
    {
        Command[] commands =
        [
            ServeCommand.Create(factory, settings),
            ChatCommand.Create(factory, settings),
            AskCommand.Create(factory, settings),
            InvokeCommand.Create(factory, settings),
            ToolsCommand.Create(factory, settings),
            TokenCommand.Create(factory, settings),
            DoctorCommand.Create(factory, settings, KnownSections),
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
