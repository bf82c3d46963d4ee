using AgentStack.Agent.Chat;

namespace AgentStack.Agent.Tests.Chat;

public sealed class InterruptsTests
{
    [Fact]
    public async Task Interrupt_DuringATurn_CancelsItAndASecondOneQuits()
    {
        using var interrupts = new Interrupts(listenToSignals: false);
        var turn = interrupts.RunTurnAsync(async token =>
        {
            await Task.Delay(Timeout.Infinite, token).ContinueWith(_ => { }, TaskScheduler.Default);
            interrupts.Quit.IsCancellationRequested.ShouldBeFalse();
            interrupts.Interrupt();
            token.ThrowIfCancellationRequested();
        });

        interrupts.Interrupt();

        (await turn).ShouldBeFalse();
        interrupts.Quit.IsCancellationRequested.ShouldBeTrue();
    }

    [Fact]
    public void Interrupt_BetweenTurns_WarnsOnceAndThenQuits()
    {
        using var interrupts = new Interrupts(listenToSignals: false);
        var warnings = 0;
        interrupts.OnWarning = () => warnings++;

        interrupts.Interrupt();
        interrupts.Quit.IsCancellationRequested.ShouldBeFalse();
        interrupts.Interrupt();

        warnings.ShouldBe(1);
        interrupts.Quit.IsCancellationRequested.ShouldBeTrue();
    }
}
