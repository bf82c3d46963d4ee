using AgentStack.Compat.AwsPipeline;
using Amazon.BedrockRuntime.Model;
using Amazon.Runtime;
using Amazon.Runtime.Internal.Transform;

namespace Amazon.BedrockRuntime.Internal;

internal sealed class ConverseStreamResponseReader()
    : ResponseReader<ConverseStreamResponse>(WireJson.CamelCase, BedrockRuntimeErrors.Create)
{
    public override bool HasStreamingProperty => true;

    public override AmazonWebServiceResponse Unmarshall(JsonUnmarshallerContext input) =>
        new ConverseStreamResponse { Stream = new ConverseStreamOutput(input.Stream) };

    protected override bool ShouldReadEntireResponse(IWebResponseData response, bool readEntireResponse) => false;
}
