using AgentStack.Agent.Commands;

namespace AgentStack.Agent.Tests.Commands;

/// <summary>What a command wrote, and how it ended.</summary>
internal sealed record CommandRun(int ExitCode, string Output, string Notes)
{
    public static async Task<CommandRun> OfAsync(Func<CommandConsole, Task<int>> run, string input = "", bool isInteractive = false)
    {
        using var reader = new StringReader(input);
        await using var output = new StringWriter();
        await using var notes = new StringWriter();
        var exitCode = await run(new CommandConsole(reader, output, notes, isInteractive));
        return new CommandRun(exitCode, output.ToString(), notes.ToString());
    }
}
