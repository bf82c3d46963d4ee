using AgentStack.LocalAws.Bedrock.Conversation;

namespace AgentStack.LocalAws.Bedrock.Offline;

/// <summary>The offline model's mind: the same conversation always gets the same reply.</summary>
internal static class OfflineAnswers
{
    private static readonly string[] Greetings = ["hello", "hi", "hey", "good", "morning", "evening", "afternoon", "there", "greetings"];

    private static readonly HashSet<string> English =
    [
        "the", "a", "an", "is", "are", "of", "to", "and", "what", "who", "where", "why", "how", "which", "when", "i", "you", "it", "my", "your",
        "tell", "please", "can", "do", "does", "with", "for", "this", "that", "have", "wrote", "write", "me",
    ];

    public static OfflineReply Reply(ConverseCall call)
    {
        if (call.Tools.Count == 0 && ToldResults.Read(call.Messages) is { Count: > 0 } told)
            return Say(Wording.Stopped(told));

        var dialogue = Dialogue.Read(call.Messages);
        var tools = KnownTool.All(call.Tools);
        var candidates = call.Demand.Tool is { } name ? tools.FindAll(tool => tool.Tool.Name == name) : tools;
        if (!call.Demand.Required && dialogue.Done.Count == 0 && IsGreeting(dialogue.Prompt))
            return Say(Wording.Greeting(call.Tools));

        var progress = new Progress(Planner.Make(candidates, dialogue.Prompt, dialogue.LastNumber), dialogue.Done);
        if (progress.Ready.Count > 0)
            return new("", progress.Ready);

        if (call.Demand.Required && candidates.Count > 0)
            return Forced(candidates, dialogue.Prompt);

        var answer = Wording.Answer(progress);
        return Say(dialogue.Done.Count == 0 && (answer.Length == 0 || progress.Plan.Remarks.All(IsIgnorance)) ? Wording.NoTool(call.Tools) + Language(dialogue.Prompt) : answer);
    }

    private static string Language(string prompt)
    {
        var words = Words.Split(prompt).Select(word => word.Value.ToLowerInvariant()).ToList();
        return words.Count > 1 && !words.Exists(English.Contains) ? " I read English only." : "";
    }

    private static bool IsIgnorance(string remark) => remark.StartsWith("I know nothing", StringComparison.Ordinal);

    private static OfflineReply Say(string text) => new(text, []);

    private static OfflineReply Forced(List<KnownTool> tools, string prompt)
    {
        var tool = tools.MaxBy(tool => tool.Score(prompt))!;
        return new("", [(tool.Tool.Name, new Arguments(tool, prompt).Force())]);
    }

    private static bool IsGreeting(string prompt)
    {
        var words = Words.Split(prompt).Select(word => word.Value.ToLowerInvariant()).ToList();
        return words.Count is > 0 and < 4 && words.TrueForAll(Greetings.Contains);
    }
}
