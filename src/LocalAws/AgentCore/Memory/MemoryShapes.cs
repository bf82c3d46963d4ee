using AgentStack.LocalAws.Bedrock.Validation;

namespace AgentStack.LocalAws.AgentCore.Memory;

/// <summary>The shapes of the memory data plane's requests.</summary>
internal static class MemoryShapes
{
    private static readonly Shape ActorId = Shape.Match(
        "[a-zA-Z0-9][a-zA-Z0-9-_/]*(?::[a-zA-Z0-9-_/]+)*[a-zA-Z0-9-_/]*", 1, 255);

    private static readonly Shape SessionId = Shape.Match("[a-zA-Z0-9][a-zA-Z0-9-_]*", 1, 100);

    private static readonly Shape EventId = Shape.Match("[0-9]+#[a-fA-F0-9]+", 0, int.MaxValue);

    private static readonly Shape BranchName = Shape.Match("[a-zA-Z0-9][a-zA-Z0-9-_]*", 1, 100);

    private static readonly Shape MaxResults = new Shape.Number(Whole: true, 1, 100);

    private static readonly Shape MetadataKey = Shape.Match(@"[a-zA-Z0-9\s._:/=+@-]*", 1, 128);

    private static readonly Shape MetadataValue = new Shape.Union("MetadataValue", new()
    {
        [MemoryNames.StringValue] = Shape.Match(@"[a-zA-Z0-9\s._:/=+@-]*", 0, 256),
    });

    private static readonly Shape Conversational = Structure([MemoryNames.Content, MemoryNames.Role], new()
    {
        [MemoryNames.Content] = new Shape.Union("Content", new() { [MemoryNames.Text] = new Shape.Text(1, 100_000, null) }),
        [MemoryNames.Role] = Shape.OneOf("ASSISTANT", "USER", "TOOL", "OTHER"),
    });

    private static readonly Shape Payload = new Shape.Union("PayloadType", new()
    {
        [MemoryNames.Conversational] = Conversational,
        [MemoryNames.Blob] = Shape.Document,
    });

    private static readonly Shape EventFilter = Structure([MemoryNames.Left, MemoryNames.Operator], new()
    {
        [MemoryNames.Left] = new Shape.Union("LeftExpression", new() { [MemoryNames.MetadataKey] = MetadataKey }),
        [MemoryNames.Operator] = Shape.OneOf("EQUALS_TO", "EXISTS", "NOT_EXISTS"),
        [MemoryNames.Right] = new Shape.Union("RightExpression", new() { [MemoryNames.MetadataValue] = MetadataValue }),
    });

    public static Shape PathMembers { get; } = Structure([], new()
    {
        [MemoryNames.ActorId] = ActorId,
        [MemoryNames.SessionId] = SessionId,
        [MemoryNames.EventId] = EventId,
    });

    public static Shape CreateEvent { get; } = Structure(
        [MemoryNames.ActorId, MemoryNames.EventTimestamp, MemoryNames.Payload],
        new()
        {
            [MemoryNames.ActorId] = ActorId,
            [MemoryNames.SessionId] = SessionId,
            [MemoryNames.EventTimestamp] = new Shape.Number(Whole: false, 0, 253_402_300_799),
            [MemoryNames.Payload] = Shape.List(() => Payload),
            [MemoryNames.Branch] = Structure([MemoryNames.Name], new()
            {
                [MemoryNames.Name] = BranchName,
                [MemoryNames.RootEventId] = EventId,
            }),
            [MemoryNames.ClientToken] = Shape.AnyText,
            [MemoryNames.Metadata] = Structure([], []),
        });

    public static Shape ListEvents { get; } = Structure([], new()
    {
        [MemoryNames.IncludePayloads] = Shape.Flag,
        [MemoryNames.MaxResults] = MaxResults,
        [MemoryNames.NextToken] = Shape.AnyText,
        [MemoryNames.Filter] = Structure([], new()
        {
            [MemoryNames.Branch] = Structure([MemoryNames.Name], new()
            {
                [MemoryNames.Name] = BranchName,
                [MemoryNames.IncludeParentBranches] = Shape.Flag,
            }),
            [MemoryNames.EventMetadata] = Shape.List(() => EventFilter, 1),
        }),
    });

    public static Shape ListSessions { get; } = Structure([], new()
    {
        [MemoryNames.MaxResults] = MaxResults,
        [MemoryNames.NextToken] = Shape.AnyText,
        [MemoryNames.Filter] = Structure([], new() { [MemoryNames.EventFilter] = Shape.OneOf("HAS_EVENTS") }),
    });

    public static Shape MetadataKeys { get; } = Shape.List(() => MetadataKey);

    /// <summary>A map with these keys, as a structure.</summary>
    public static Shape MetadataOf(IReadOnlyList<string> keys) =>
        Structure([.. keys], keys.ToDictionary(key => key, _ => MetadataValue));

    private static Shape.Structure Structure(string[] required, Dictionary<string, Shape> members) => new(required, members);
}
