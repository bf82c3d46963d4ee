namespace AgentStack.Agent.Commands;

/// <summary>Where a command reads and writes.</summary>
/// <param name="Input">Lines of a person, or of a pipe.</param>
/// <param name="Output">The answer alone.</param>
/// <param name="Notes">All that is beside it.</param>
/// <param name="IsInteractive">Whether a person is there to be asked.</param>
internal sealed record CommandConsole(TextReader Input, TextWriter Output, TextWriter Notes, bool IsInteractive)
{
    public static CommandConsole OfProcess => new(Console.In, Console.Out, Console.Error, !Console.IsInputRedirected);

    /// <summary>What went wrong and what to do; the result is <paramref name="exitCode"/>.</summary>
    public async Task<int> FailAsync(string problem, int exitCode = ExitCode.Failed)
    {
        await Output.FlushAsync();
        await Notes.WriteLineAsync($"error: {Chat.PrintableText.Of(problem)}");
        return exitCode;
    }
}
