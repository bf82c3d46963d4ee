using System.Net.Sockets;
using System.Text;
using AgentStack.LocalAws.Bedrock.Scripting;

namespace AgentStack.Agent.Tests.Invocations;

/// <summary>What the largest bodies cost.</summary>
[Collection(nameof(MeasuredAlone))]
public sealed class BodyMemoryTests
{
    private const int Megabyte = 1_000_000;

    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Body_Of99Megabytes_IsTakenAndAllocatedOnce()
    {
        await using var stage = await Stage.StartAsync();
        stage.Model.Enqueue(new ModelReply().Say("Hello"));
        (await PostAsync(stage, Megabyte)).ShouldStartWith("HTTP/1.1 200");
        stage.Model.Enqueue(new ModelReply().Say("That was long"));
        var before = GC.GetTotalAllocatedBytes(precise: true);

        var status = await PostAsync(stage, 99 * Megabyte);

        status.ShouldStartWith("HTTP/1.1 200");
        var allocated = GC.GetTotalAllocatedBytes(precise: true) - before;
        allocated.ShouldBeLessThan(150L * Megabyte);
    }

    // Written from one small block, so that what is allocated is the agent's.
    private static async Task<string> PostAsync(Stage stage, int attachment)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(stage.Http.BaseAddress!.Host, stage.Http.BaseAddress.Port, Cancellation);
        await using var stream = client.GetStream();
        var (start, end) = ("""{"attachment":" """u8.ToArray(), """ ","prompt":"hi"}"""u8.ToArray());
        var block = Encoding.ASCII.GetBytes(new string('x', 50_000));
        var length = start.Length + attachment + end.Length;
        await stream.WriteAsync(
            Encoding.ASCII.GetBytes($"POST /invocations HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: {length}\r\n\r\n"), Cancellation);
        await stream.WriteAsync(start, Cancellation);
        for (var sent = 0; sent < attachment; sent += block.Length)
            await stream.WriteAsync(block, Cancellation);

        await stream.WriteAsync(end, Cancellation);
        using var reader = new StreamReader(stream);
        return (await reader.ReadToEndAsync(Cancellation)).Split('\n')[0];
    }
}
