using System.Text;
using System.Text.Json;
using AgentStack.Compat.AwsPipeline;
using Amazon.BedrockRuntime.Internal;
using Amazon.Runtime.EventStreams;
using Amazon.Runtime.EventStreams.Internal;
using Amazon.Runtime.Internal;

namespace Amazon.BedrockRuntime.Model;

public sealed class ConverseStreamOutput
    : EnumerableEventOutputStream<IEventStreamEvent, BedrockRuntimeEventStreamException>
{
    private volatile bool _isProcessing;

    public ConverseStreamOutput(Stream stream)
        : this(stream, null)
    {
    }

    public ConverseStreamOutput(Stream stream, IEventStreamDecoder eventStreamDecoder)
        : base(stream, eventStreamDecoder)
    {
        base.EventReceived += (_, args) => EventReceived?.Invoke(this, args);
        base.ExceptionReceived += (_, args) => ExceptionReceived?.Invoke(this, args);
        Decoder.MessageReceived += (_, args) => Raise(ConvertMessageToEvent(args.Message));
    }

    public override event EventHandler<EventStreamEventReceivedArgs<IEventStreamEvent>> EventReceived;

    public override event EventHandler<EventStreamExceptionReceivedArgs<BedrockRuntimeEventStreamException>>
        ExceptionReceived;

    public event EventHandler<EventStreamEventReceivedArgs<InitialResponseEvent>> InitialResponseReceived;

    public event EventHandler<EventStreamEventReceivedArgs<ContentBlockDeltaEvent>> ContentBlockDeltaReceived;

    public event EventHandler<EventStreamEventReceivedArgs<ContentBlockStartEvent>> ContentBlockStartReceived;

    public event EventHandler<EventStreamEventReceivedArgs<ContentBlockStopEvent>> ContentBlockStopReceived;

    public event EventHandler<EventStreamEventReceivedArgs<MessageStartEvent>> MessageStartReceived;

    public event EventHandler<EventStreamEventReceivedArgs<MessageStopEvent>> MessageStopReceived;

    public event EventHandler<EventStreamEventReceivedArgs<ConverseStreamMetadataEvent>> MetadataReceived;

    protected override IDictionary<string, Func<IEventStreamMessage, IEventStreamEvent>> EventMapping { get; } =
        new Dictionary<string, Func<IEventStreamMessage, IEventStreamEvent>>(StringComparer.OrdinalIgnoreCase)
        {
            ["Initial-Response"] = message => new InitialResponseEvent(message),
            ["ContentBlockDelta"] = Read<ContentBlockDeltaEvent>,
            ["ContentBlockStart"] = Read<ContentBlockStartEvent>,
            ["ContentBlockStop"] = Read<ContentBlockStopEvent>,
            ["MessageStart"] = Read<MessageStartEvent>,
            ["MessageStop"] = Read<MessageStopEvent>,
            ["Metadata"] = Read<ConverseStreamMetadataEvent>,
        };

    protected override IDictionary<string, Func<IEventStreamMessage, BedrockRuntimeEventStreamException>>
        ExceptionMapping
    { get; } =
        new Dictionary<string, Func<IEventStreamMessage, BedrockRuntimeEventStreamException>>(
            StringComparer.OrdinalIgnoreCase)
        {
            ["InternalServerException"] = message => ReadError(message, "InternalServerException"),
            ["ModelStreamErrorException"] = message => ReadError(message, "ModelStreamErrorException"),
            ["ServiceUnavailableException"] = message => ReadError(message, "ServiceUnavailableException"),
            ["ThrottlingException"] = message => ReadError(message, "ThrottlingException"),
            ["ValidationException"] = message => ReadError(message, "ValidationException"),
        };

    protected override bool IsProcessing
    {
        get => _isProcessing;
        set => _isProcessing = value;
    }

    private static T Read<T>(IEventStreamMessage message)
    {
        using var document = JsonDocument.Parse(message.Payload);
        return WireJson.CamelCase.Read<T>(document.RootElement);
    }

    private static BedrockRuntimeEventStreamException ReadError(IEventStreamMessage message, string code)
    {
        using var document = JsonDocument.Parse(message.Payload);
        var text = document.RootElement.TryGetProperty("message", out var found) ? found.GetString() : null;
        var error = BedrockRuntimeErrors.Create(new ErrorResponse { Code = code, Message = text });
        WireJson.CamelCase.Fill(error, document.RootElement);
        return new BedrockRuntimeEventStreamException(Encoding.UTF8.GetString(message.Payload), error);
    }

    private void Raise(IEventStreamEvent received)
    {
        EventReceived?.Invoke(this, new EventStreamEventReceivedArgs<IEventStreamEvent>(received));
        _ = Raise(InitialResponseReceived, received) ||
            Raise(ContentBlockDeltaReceived, received) ||
            Raise(ContentBlockStartReceived, received) ||
            Raise(ContentBlockStopReceived, received) ||
            Raise(MessageStartReceived, received) ||
            Raise(MessageStopReceived, received) ||
            Raise(MetadataReceived, received);
    }

    private bool Raise<T>(EventHandler<EventStreamEventReceivedArgs<T>> handler, IEventStreamEvent received)
        where T : class, IEventStreamEvent
    {
        if (received is not T specific)
        {
            return false;
        }

        handler?.Invoke(this, new EventStreamEventReceivedArgs<T>(specific));
        return true;
    }
}
