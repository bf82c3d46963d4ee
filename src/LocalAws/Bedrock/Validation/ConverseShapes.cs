namespace AgentStack.LocalAws.Bedrock.Validation;

/// <summary>The shapes of a Converse request. Media blocks are checked down to their required members.</summary>
internal static class ConverseShapes
{
    private static readonly Shape NonEmptyText = new Shape.Text(1, int.MaxValue, null);

    private static readonly Shape Blob = new Shape.Text(1, int.MaxValue, null);

    private static readonly Shape ToolName = Shape.Match("[a-zA-Z0-9_-]+", 1, 64);

    private static readonly Shape ToolUseId = Shape.Match("[a-zA-Z0-9_.:-]+", 1, 64);

    private static readonly Shape S3Location = Structure(["uri"], new() { ["uri"] = NonEmptyText, ["bucketOwner"] = Shape.AnyText });

    private static readonly Shape CachePoint = Structure(
        ["type"],
        new() { ["type"] = Shape.OneOf("default"), ["ttl"] = Shape.OneOf("5m", "1h") });

    private static readonly Shape Image = Media("ImageSource", ["format", "source"], "png", "jpeg", "gif", "webp");

    private static readonly Shape Video = Media(
        "VideoSource",
        ["format", "source"],
        "mkv", "mov", "mp4", "webm", "flv", "mpeg", "mpg", "wmv", "three_gp");

    private static readonly Shape Audio = Media(
        "AudioSource",
        ["format", "source"],
        "mp3", "opus", "wav", "aac", "flac", "mp4", "ogg", "mkv", "mka", "x-aac", "m4a", "mpeg", "mpga", "pcm", "webm");

    private static readonly Shape Document = Structure(["name", "source"], new()
    {
        ["format"] = Shape.OneOf("pdf", "csv", "doc", "docx", "xls", "xlsx", "html", "txt", "md"),
        ["name"] = new Shape.Text(1, 200, null),
        ["source"] = Union("DocumentSource", new()
        {
            ["bytes"] = Blob,
            ["s3Location"] = S3Location,
            ["text"] = Shape.AnyText,
            ["content"] = Shape.List(() => TextOnly("DocumentContentBlock")),
        }),
        ["context"] = Shape.AnyText,
        ["citations"] = Citations(),
    });

    private static readonly Shape SearchResult = Structure(["source", "title", "content"], new()
    {
        ["source"] = Shape.AnyText,
        ["title"] = Shape.AnyText,
        ["content"] = Shape.List(() => Structure([ConverseNames.Text], new() { [ConverseNames.Text] = Shape.AnyText })),
        ["citations"] = Citations(),
    });

    private static readonly Shape GuardContent = Union("GuardrailConverseContentBlock", new()
    {
        [ConverseNames.Text] = Structure([ConverseNames.Text], new()
        {
            [ConverseNames.Text] = Shape.AnyText,
            ["qualifiers"] = Shape.List(() => Shape.OneOf("grounding_source", "query", "guard_content")),
        }),
        ["image"] = Media("GuardrailConverseImageSource", ["format", "source"], "png", "jpeg"),
    });

    private static readonly Shape ToolUse = Structure([ConverseNames.ToolUseId, ConverseNames.Name, ConverseNames.Input], new()
    {
        [ConverseNames.ToolUseId] = ToolUseId,
        [ConverseNames.Name] = ToolName,
        [ConverseNames.Input] = Shape.Document,
        ["type"] = Shape.OneOf("server_tool_use"),
    });

    private static readonly Shape ToolResult = Structure([ConverseNames.ToolUseId, ConverseNames.Content], new()
    {
        [ConverseNames.ToolUseId] = ToolUseId,
        [ConverseNames.Content] = Shape.List(() => ToolResultContent!),
        [ConverseNames.Status] = Shape.OneOf("success", ConverseNames.Error),
        ["type"] = Shape.AnyText,
    });

    private static readonly Shape ToolResultContent = Union("ToolResultContentBlock", new()
    {
        [ConverseNames.Json] = Shape.Document,
        [ConverseNames.Text] = Shape.AnyText,
        ["image"] = Image,
        ["document"] = Document,
        ["video"] = Video,
        ["searchResult"] = SearchResult,
    });

    private static readonly Shape Reasoning = Union("ReasoningContentBlock", new()
    {
        ["reasoningText"] = Structure([ConverseNames.Text], new() { [ConverseNames.Text] = Shape.AnyText, ["signature"] = Shape.AnyText }),
        ["redactedContent"] = Shape.AnyText,
    });

    private static readonly Shape ContentBlock = Union("ContentBlock", new()
    {
        [ConverseNames.Text] = Shape.AnyText,
        ["image"] = Image,
        ["document"] = Document,
        ["video"] = Video,
        ["audio"] = Audio,
        [ConverseNames.ToolUse] = ToolUse,
        [ConverseNames.ToolResult] = ToolResult,
        [ConverseNames.GuardContent] = GuardContent,
        [ConverseNames.CachePoint] = CachePoint,
        [ConverseNames.ReasoningContent] = Reasoning,
        ["citationsContent"] = Structure([], []),
        ["searchResult"] = SearchResult,
    });

    private static readonly Shape Message = Structure([ConverseNames.Role, ConverseNames.Content], new()
    {
        [ConverseNames.Role] = Shape.OneOf(ConverseNames.User, ConverseNames.Assistant),
        [ConverseNames.Content] = Shape.List(() => ContentBlock),
    });

    private static readonly Shape SystemBlock = Union("SystemContentBlock", new()
    {
        [ConverseNames.Text] = NonEmptyText,
        [ConverseNames.GuardContent] = GuardContent,
        [ConverseNames.CachePoint] = CachePoint,
    });

    private static readonly Shape Tool = Union("Tool", new()
    {
        [ConverseNames.ToolSpec] = Structure([ConverseNames.Name, ConverseNames.InputSchema], new()
        {
            [ConverseNames.Name] = ToolName,
            [ConverseNames.Description] = NonEmptyText,
            [ConverseNames.InputSchema] = Union("ToolInputSchema", new() { [ConverseNames.Json] = Shape.Document }),
            ["strict"] = Shape.Flag,
        }),
        ["systemTool"] = Structure([ConverseNames.Name], new() { [ConverseNames.Name] = ToolName }),
        [ConverseNames.CachePoint] = CachePoint,
    });

    private static readonly Shape ToolConfig = Structure([ConverseNames.Tools], new()
    {
        [ConverseNames.Tools] = Shape.List(() => Tool, min: 1),
        [ConverseNames.ToolChoice] = Union("ToolChoice", new()
        {
            ["auto"] = Structure([], []),
            [ConverseNames.Any] = Structure([], []),
            [ConverseNames.Tool] = Structure([ConverseNames.Name], new() { [ConverseNames.Name] = ToolName }),
        }),
    });

    private static readonly Shape InferenceConfig = Structure([], new()
    {
        [ConverseNames.MaxTokens] = new Shape.Number(Whole: true, 1, int.MaxValue),
        [ConverseNames.Temperature] = new Shape.Number(Whole: false, 0, 1),
        [ConverseNames.TopP] = new Shape.Number(Whole: false, 0, 1),
        [ConverseNames.StopSequences] = Shape.List(() => NonEmptyText),
    });

    /// <summary>The body of Converse and of ConverseStream.</summary>
    public static Shape Request { get; } = Structure([], new()
    {
        [ConverseNames.Messages] = Shape.List(() => Message),
        [ConverseNames.System] = Shape.List(() => SystemBlock),
        [ConverseNames.InferenceConfig] = InferenceConfig,
        [ConverseNames.ToolConfig] = ToolConfig,
        // The service model requires neither of the first two; the service does.
        [ConverseNames.GuardrailConfig] = Structure([ConverseNames.GuardrailIdentifier, ConverseNames.GuardrailVersion], new()
        {
            [ConverseNames.GuardrailIdentifier] = Shape.Match(
                "[a-z0-9]+|arn:aws(-[^:]+)?:bedrock:[a-z0-9-]{1,20}:[0-9]{12}:guardrail/[a-z0-9]+", 1, 2048),
            [ConverseNames.GuardrailVersion] = Shape.Match("[1-9][0-9]{0,7}|DRAFT", 1, 8),
            ["trace"] = Shape.OneOf("enabled", "disabled", "enabled_full"),
            ["streamProcessingMode"] = Shape.OneOf("sync", "async"),
        }),
        ["performanceConfig"] = Structure([], new() { ["latency"] = Shape.OneOf("standard", "optimized") }),
        ["serviceTier"] = Structure(["type"], new() { ["type"] = Shape.OneOf("priority", "default", "flex", "reserved") }),
        ["additionalModelResponseFieldPaths"] = Shape.List(() => new Shape.Text(1, 256, null)),
        ["requestMetadata"] = Structure([], []),
        ["promptVariables"] = Structure([], []),
    });

    private static Shape.Structure Structure(string[] required, Dictionary<string, Shape> members) => new(required, members);

    private static Shape.Union Union(string name, Dictionary<string, Shape> members) => new(name, members);

    private static Shape.Union TextOnly(string name) => Union(name, new() { [ConverseNames.Text] = Shape.AnyText });

    private static Shape.Structure Citations() => Structure(["enabled"], new() { ["enabled"] = Shape.Flag });

    private static Shape.Structure Media(string source, string[] required, params string[] formats) => Structure(required, new()
    {
        ["format"] = Shape.OneOf(formats),
        ["source"] = Union(source, new() { ["bytes"] = Blob, ["s3Location"] = S3Location }),
    });
}
