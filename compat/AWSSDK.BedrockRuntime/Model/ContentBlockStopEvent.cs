using Amazon.Runtime.EventStreams;

namespace Amazon.BedrockRuntime.Model;

public class ContentBlockStopEvent : IEventStreamEvent
{
    public int? ContentBlockIndex { get; set; }
}
