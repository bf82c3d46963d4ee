using Amazon.Runtime.EventStreams;

namespace Amazon.BedrockRuntime.Model;

public class MessageStartEvent : IEventStreamEvent
{
    public ConversationRole Role { get; set; }
}
