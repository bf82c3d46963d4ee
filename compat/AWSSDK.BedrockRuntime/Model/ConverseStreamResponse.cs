using Amazon.Runtime;

namespace Amazon.BedrockRuntime.Model;

public class ConverseStreamResponse : AmazonWebServiceResponse, IDisposable
{
    private bool _disposed;

    public ConverseStreamOutput Stream { get; set; }

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        if (!_disposed && disposing)
        {
            Stream?.Dispose();
            Stream = null;
        }

        _disposed = true;
    }
}
