using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;

namespace AgentStack.Compat.AwsPipeline;

internal sealed class RequestMarshaller(Func<AmazonWebServiceRequest, IRequest> marshall)
    : IMarshaller<IRequest, AmazonWebServiceRequest>
{
    public IRequest Marshall(AmazonWebServiceRequest input) => marshall(input);
}
