using System.Text;

namespace AgentStack.Agent.Commands;

/// <summary>Reads what nobody shall read along.</summary>
internal static class HiddenInput
{
    /// <returns>Null at the end of the input.</returns>
    public static string? ReadLine(CommandConsole console, string question)
    {
        if (!console.IsInteractive)
            return console.Input.ReadLine();

        console.Notes.Write(question);
        var text = new StringBuilder();
        while (Console.ReadKey(intercept: true) is var key && key.Key != ConsoleKey.Enter)
        {
            if (key.Key != ConsoleKey.Backspace)
                text.Append(key.KeyChar);
            else if (text.Length > 0)
                text.Length--;
        }

        console.Notes.WriteLine();
        return text.ToString();
    }
}
