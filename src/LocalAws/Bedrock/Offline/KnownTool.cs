using AgentStack.LocalAws.Bedrock.Conversation;

namespace AgentStack.LocalAws.Bedrock.Offline;

/// <summary>A tool as the offline model understands it.</summary>
internal sealed class KnownTool
{
    private const int NameWeight = 3;
    private const int MentionWeight = 20;

    private readonly HashSet<string> _description;

    private KnownTool(OfferedTool tool, HashSet<string> shared)
    {
        Tool = tool;
        Properties = [.. ToolProperty.Of(tool)];
        var own = Words.ConceptsOf(PlainName);
        NameConcepts = own.IsSubsetOf(shared) ? own : [.. own.Except(shared)];
        var parameters = Properties.SelectMany(property => property.Values.Append(property.Name));
        _description = Words.ConceptsOf(string.Join(' ', [tool.Description, .. parameters]));
    }

    public OfferedTool Tool { get; }

    public IReadOnlyList<ToolProperty> Properties { get; }

    /// <summary>What the tool's name says, without what all names share.</summary>
    public HashSet<string> NameConcepts { get; }

    // Gateways put the target before three underscores.
    private string PlainName => Tool.Name.Split("___")[^1];

    public static List<KnownTool> All(IReadOnlyList<OfferedTool> tools)
    {
        var sets = tools.Select(tool => Words.ConceptsOf(tool.Name)).ToList();
        HashSet<string> shared = sets.Count < 2
            ? []
            : [.. sets.Aggregate<IEnumerable<string>>((all, next) => all.Intersect(next))];
        return [.. tools.Select(tool => new KnownTool(tool, shared))];
    }

    /// <summary>How well it fits a sentence; zero if not at all.</summary>
    public int Score(string sentence)
    {
        var asked = Words.ConceptsOf(sentence);
        var named = asked.Intersect(NameConcepts).Count();
        var described = asked.Intersect(_description).Except(NameConcepts).Count();
        if (IsMentioned(sentence))
            return MentionWeight + described;

        return named > 0 || described > 1 ? (named * NameWeight) + described : 0;
    }

    /// <summary>Whether the sentence has its name, as it is; a name that is a plain word does not count.</summary>
    public bool IsMentioned(string sentence) =>
        PlainName.AsSpan().ContainsAny('_', '-')
        && Words.Split(sentence).Any(word => word.Value == Tool.Name || word.Value == PlainName);

    /// <summary>Whether a word alone points at this tool.</summary>
    public bool IsTrigger(string word) => Words.Concept(word) is { } concept && NameConcepts.Contains(concept);

    public int DescribedAs(Operator operation) =>
        (Says(PlainName, operation) ? NameWeight : 0) + (Says(Tool.Description, operation) ? 1 : 0);

    private static bool Says(string text, Operator operation) =>
        text.Split([' ', '_', '-', ',', '.', '(', ')', ';', ':'], StringSplitOptions.RemoveEmptyEntries)
            .Any(word => OperatorWords.Find(word) == operation);
}
