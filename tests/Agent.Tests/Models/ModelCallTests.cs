using System.Threading.Channels;
using AgentStack.Agent.Models;
using AgentStack.Agent.Models.Calls;
using AgentStack.Tests.Shared;
using Amazon.BedrockRuntime.Model;
using Microsoft.Extensions.AI;

namespace AgentStack.Agent.Tests.Models;

public sealed class ModelCallTests
{
    private static readonly ContentBlockDeltaEvent Piece =
        new() { Delta = new ContentBlockDelta { ToolUse = new ToolUseBlockDelta { Input = "{" } } };

    private readonly FakeClock _clock = new();
    private readonly Channel<ChatResponseUpdate> _updates = Channel.CreateUnbounded<ChatResponseUpdate>();

    [Fact]
    public async Task Call_WhoseToolArgumentsComeSlowly_IsNotStalled()
    {
        using var call = ModelCall.Begin(new ModelOptions(), _clock, CancellationToken.None);
        await using var reading = Read(call);
        var next = reading.MoveNextAsync();
        for (var i = 0; i < 10; i++)
        {
            call.Hear(Piece);
            _clock.Advance(TimeSpan.FromSeconds(59));
        }

        call.IsStalled.ShouldBeFalse();
        call.HasContent.ShouldBeTrue();
        _clock.Advance(TimeSpan.FromSeconds(1));
        call.IsStalled.ShouldBeTrue();
        await Should.ThrowAsync<OperationCanceledException>(async () => await next);
    }

    [Fact]
    public async Task Call_WhoseReaderIsSlow_IsNotStalled()
    {
        using var call = ModelCall.Begin(new ModelOptions(), _clock, CancellationToken.None);
        await using var reading = Read(call);
        _updates.Writer.TryWrite(new ChatResponseUpdate(ChatRole.Assistant, "hello"));
        (await reading.MoveNextAsync()).ShouldBeTrue();
        _clock.Advance(TimeSpan.FromHours(1));

        call.IsStalled.ShouldBeFalse();
        var next = reading.MoveNextAsync();
        _clock.Advance(TimeSpan.FromSeconds(60));
        call.IsStalled.ShouldBeTrue();
        await Should.ThrowAsync<OperationCanceledException>(async () => await next);
    }

    [Fact]
    public async Task Call_ThatHasOnlyStarted_HasTheTimeOfTheFirstTokenAndNoMore()
    {
        using var call = ModelCall.Begin(new ModelOptions(), _clock, CancellationToken.None);
        await using var reading = Read(call);
        _updates.Writer.TryWrite(new ChatResponseUpdate { Role = ChatRole.Assistant });
        (await reading.MoveNextAsync()).ShouldBeTrue();
        _clock.Advance(TimeSpan.FromSeconds(100));
        var next = reading.MoveNextAsync();
        call.Hear(new MessageStartEvent());

        call.IsStalled.ShouldBeFalse();
        call.HasContent.ShouldBeFalse();
        _clock.Advance(TimeSpan.FromSeconds(20));
        call.IsStalled.ShouldBeTrue();
        await Should.ThrowAsync<OperationCanceledException>(async () => await next);
    }

    [Fact]
    public async Task Call_ThatWasReadToItsEnd_IsNotEndedByForce()
    {
        var call = ModelCall.Begin(new ModelOptions(), _clock, CancellationToken.None);
        var isEnded = false;
        using var registration = call.Token.Register(() => isEnded = true);
        _updates.Writer.TryWrite(new ChatResponseUpdate(ChatRole.Assistant, "hello"));
        _updates.Writer.Complete();
        await using (var reading = Read(call))
        {
            while (await reading.MoveNextAsync())
            {
            }
        }

        call.Dispose();
        isEnded.ShouldBeFalse();
        _clock.PendingTimers.ShouldBe(0);
    }

    [Fact]
    public async Task Call_WhoseStreamFailedBeforeAnyContent_IsNotTimedAnyMore()
    {
        using var call = ModelCall.Begin(new ModelOptions(), _clock, CancellationToken.None);
        await using var reading = Read(call);
        _updates.Writer.Complete(new IOException("cut"));
        await Should.ThrowAsync<IOException>(async () => await reading.MoveNextAsync());
        _clock.Advance(TimeSpan.FromHours(1));

        call.IsStalled.ShouldBeFalse();
        _clock.PendingTimers.ShouldBe(0);
    }

    [Fact]
    public async Task Timer_ThatFiresWhenTheCallIsOver_DoesNothing()
    {
        var clock = new LateClock();
        var call = ModelCall.Begin(new ModelOptions(), clock, CancellationToken.None);
        await using var reading = Read(call);
        var next = reading.MoveNextAsync();
        call.Dispose();

        clock.Fire();
        call.IsStalled.ShouldBeFalse();
        await Should.ThrowAsync<OperationCanceledException>(async () => await next);
    }

    [Fact]
    public async Task Timer_WhoseEndOfTheCallFailsSomebody_DoesNotThrow()
    {
        var clock = new LateClock();
        using var call = ModelCall.Begin(new ModelOptions(), clock, CancellationToken.None);
        using var registration = call.Token.Register(() => throw new InvalidOperationException("not now"));
        await using var reading = Read(call);
        var next = reading.MoveNextAsync();

        clock.Fire();
        call.IsStalled.ShouldBeTrue();
        await Should.ThrowAsync<OperationCanceledException>(async () => await next);
    }

    private IAsyncEnumerator<ChatResponseUpdate> Read(ModelCall call) =>
        call.ReadAsync(_updates.Reader.ReadAllAsync(CancellationToken.None), call.Token).GetAsyncEnumerator(CancellationToken.None);
}
