using AgentStack.Agent.Turns;

namespace AgentStack.Agent.Chat;

/// <summary>Asks the person at the console about calls that wait: yes, no, or always for that tool in this chat.</summary>
internal sealed class ConsoleApprovals(ConsoleInput input, TextWriter output, bool isInteractive)
{
    private readonly HashSet<(string? Server, string Tool)> _always = [];

    public async Task<ApprovalDecisions> AskAsync(
        IReadOnlyList<ApprovalRequest> calls, CancellationToken cancellationToken)
    {
        var approved = new List<string>();
        var denied = new List<string>();
        foreach (var call in calls)
            (await IsAllowedAsync(call, cancellationToken) ? approved : denied).Add(call.Id);

        return new ApprovalDecisions(approved, denied);
    }

    private async Task<bool> IsAllowedAsync(ApprovalRequest call, CancellationToken cancellationToken)
    {
        if (_always.Contains((call.Server, call.Tool)))
            return true;

        var question = $"  ? {PrintableText.Of(call.Tool)}({ConsoleListener.Describe(call.Arguments, int.MaxValue)}), asked for by {PrintableText.Of(call.Reason)}";
        if (!isInteractive)
        {
            await output.WriteLineAsync($"{question}: denied, since nobody is here to ask");
            return false;
        }

        while (true)
        {
            await output.WriteAsync($"{question}. Run it? [y]es, [n]o, [a]lways: ");
            switch ((await input.ReadLineAsync(cancellationToken))?.Trim().ToUpperInvariant())
            {
                case "Y" or "YES":
                    return true;
                case "A" or "ALWAYS":
                    _always.Add((call.Server, call.Tool));
                    return true;
                case "N" or "NO" or null:
                    return false;
            }
        }
    }
}
