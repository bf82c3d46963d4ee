namespace AgentStack.LocalAws.AgentCore.Memory;

/// <summary>Member names of the memory data plane.</summary>
internal static class MemoryNames
{
    public const string ActorId = "actorId";
    public const string Blob = "blob";
    public const string Branch = "branch";
    public const string ClientToken = "clientToken";
    public const string Content = "content";
    public const string Conversational = "conversational";
    public const string CreatedAt = "createdAt";
    public const string Event = "event";
    public const string EventFilter = "eventFilter";
    public const string EventId = "eventId";
    public const string EventMetadata = "eventMetadata";
    public const string Events = "events";
    public const string EventTimestamp = "eventTimestamp";
    public const string Filter = "filter";
    public const string IncludeParentBranches = "includeParentBranches";
    public const string IncludePayloads = "includePayloads";
    public const string Left = "left";
    public const string MaxResults = "maxResults";
    public const string MemoryId = "memoryId";
    public const string Metadata = "metadata";
    public const string MetadataKey = "metadataKey";
    public const string MetadataValue = "metadataValue";
    public const string Name = "name";
    public const string NextToken = "nextToken";
    public const string Operator = "operator";
    public const string Payload = "payload";
    public const string Right = "right";
    public const string Role = "role";
    public const string RootEventId = "rootEventId";
    public const string SessionId = "sessionId";
    public const string SessionSummaries = "sessionSummaries";
    public const string StringValue = "stringValue";
    public const string Text = "text";
}
