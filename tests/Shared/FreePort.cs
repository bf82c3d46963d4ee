using System.Net;
using System.Net.Sockets;

namespace AgentStack.Tests.Shared;

/// <summary>A port of this machine on which nobody listens, and which a test may close and open again.</summary>
public static class FreePort
{
    // Below those that systems give to whoever asks for any, such as each outgoing connection.
    private const int First = 10_000;
    private const int AfterLast = 32_000;

    public static int Next()
    {
        while (true)
        {
            var port = Random.Shared.Next(First, AfterLast);
            try
            {
                using var listener = new TcpListener(IPAddress.Loopback, port);
                listener.Start();
                return port;
            }
            catch (SocketException)
            {
                // It is taken; another may not be.
            }
        }
    }
}
