using Microsoft.Extensions.AI;

namespace AgentStack.Agent.Turns.History;

/// <summary>What one side says in a row, and the messages that it was in.</summary>
internal sealed class HistoryRun(bool isUser, params IEnumerable<AIContent> contents)
{
    private readonly List<ChatMessage> _sources = [];

    public bool IsUser { get; } = isUser;

    public List<AIContent> Contents { get; } = [.. contents];

    public IReadOnlyList<ChatMessage> Sources => _sources;

    public void Add(AIContent content, ChatMessage source) => Add([content], [source]);

    public void Add(IEnumerable<AIContent> contents, IEnumerable<ChatMessage> sources)
    {
        Contents.AddRange(contents);
        foreach (var source in sources.Where(source => _sources is not [.., var last] || last != source))
            _sources.Add(source);
    }

    public ChatMessage ToMessage() => ToMessage(Role());

    /// <summary>The message that it was, where nothing has changed.</summary>
    public ChatMessage ToMessage(ChatRole role)
    {
        if (_sources is [var only] && only.Role == role
            && only.Contents.SequenceEqual(Contents, ReferenceEqualityComparer.Instance))
        {
            return only;
        }

        // Marks such as a cache point stay with what they were set on.
        var properties = _sources.SelectMany(source => source.AdditionalProperties ?? []).ToList();
        var message = new ChatMessage(role, Contents);
        if (properties.Count > 0)
            message.AdditionalProperties = [];
        foreach (var (name, value) in properties)
            message.AdditionalProperties![name] = value;

        return message;
    }

    private ChatRole Role()
    {
        if (!IsUser)
            return ChatRole.Assistant;

        var results = Contents.OfType<FunctionResultContent>().Count();
        return _sources switch
        {
            [var only] when only.Role == ChatRole.User || (only.Role == ChatRole.Tool && results > 0) => only.Role,
            _ => results == Contents.Count ? ChatRole.Tool : ChatRole.User,
        };
    }
}
