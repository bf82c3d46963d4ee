using Microsoft.Extensions.AI;

namespace AgentStack.Agent.Turns.History;

/// <summary>
/// Makes any history one that Converse takes: roles alternate and begin and end with the user, each call is answered in
/// the very next message, nothing is blank. A history that is so already comes out as it is; nothing that a person or a
/// tool wrote is lost; done twice is done once; it never throws.
/// </summary>
internal static class HistoryRepair
{
    private const string Beginning = "[The beginning of this conversation is not kept.]";
    private const string GoOn = "Go on.";

    /// <param name="messages">In their order; of any role, with any content.</param>
    /// <param name="areToolsOffered">
    /// Bedrock refuses a history with tool blocks when no tools are offered: then calls and results are told as text.
    /// </param>
    public static IReadOnlyList<ChatMessage> Repair(IEnumerable<ChatMessage?> messages, bool areToolsOffered)
    {
        var system = new List<ChatMessage>();
        var runs = Gather(messages.OfType<ChatMessage>(), new ContentRepair(areToolsOffered), system);
        var whole = Answer(runs);
        if (whole.Count == 0 || whole is [.., { IsUser: false }])
            whole.Add(new HistoryRun(isUser: true, new TextContent(GoOn)));
        if (!whole[0].IsUser)
            whole.Insert(0, new HistoryRun(isUser: true, new TextContent(Beginning)));

        return [.. system, .. whole.Select(run => run.ToMessage())];
    }

    /// <summary>What one side said in a row becomes one run, whoever was named as the author of a tool's call or result.</summary>
    private static List<HistoryRun> Gather(
        IEnumerable<ChatMessage> messages, ContentRepair repair, List<ChatMessage> system)
    {
        var runs = new List<HistoryRun>();
        foreach (var message in messages)
        {
            var instructions = new HistoryRun(isUser: true);
            foreach (var content in message.Contents)
            {
                if (repair.Mend(content, message.Role) is not { } mended)
                    continue;

                if (message.Role == ChatRole.System && content is TextContent)
                    instructions.Add(mended, message);
                else
                    RunOf(IsOfUser(content, message.Role), runs).Add(mended, message);
            }

            if (instructions.Contents.Count > 0)
                system.Add(instructions.ToMessage(ChatRole.System));
        }

        return runs;
    }

    private static bool IsOfUser(AIContent content, ChatRole role) => content switch
    {
        FunctionCallContent => false,
        FunctionResultContent => true,
        _ => role != ChatRole.Assistant,
    };

    private static HistoryRun RunOf(bool isUser, List<HistoryRun> runs)
    {
        if (runs is not [.., var last] || last.IsUser != isUser)
            runs.Add(last = new HistoryRun(isUser));

        return last;
    }

    /// <summary>Puts the results of a run's calls at the head of the next, and leaves out what is empty then.</summary>
    private static List<HistoryRun> Answer(List<HistoryRun> runs)
    {
        var pairs = ToolCallPairs.Find(runs);
        var whole = new List<HistoryRun>();
        var results = new List<AIContent>();
        for (var index = 0; index < runs.Count; index++)
        {
            var run = runs[index];
            if (run.IsUser)
            {
                Add([.. results, .. pairs.WithoutPaired(run)], run, whole);
                results.Clear();
            }
            else
            {
                Add(pairs.Name(run, index), run, whole);
                results.AddRange(pairs.ResultsOf(index));
            }
        }

        if (results.Count > 0)
            Add(results, new HistoryRun(isUser: true), whole);

        return whole;
    }

    private static void Add(IReadOnlyList<AIContent> contents, HistoryRun from, List<HistoryRun> whole)
    {
        if (contents.Count > 0)
            RunOf(from.IsUser, whole).Add(contents, from.Sources);
    }
}
