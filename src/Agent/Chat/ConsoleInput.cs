namespace AgentStack.Agent.Chat;

/// <summary>
/// Lines of a console. A read there cannot be cancelled: who gives up waiting leaves it to the next one who asks, so that no
/// line is lost. The thread that waits in it ends with the process.
/// </summary>
internal sealed class ConsoleInput(TextReader reader)
{
    private Task<string?>? _reading;

    /// <returns>Null at the end of the input.</returns>
    public async Task<string?> ReadLineAsync(CancellationToken cancellationToken)
    {
        _reading ??= Task.Run(reader.ReadLine, CancellationToken.None);
        var line = await _reading.WaitAsync(cancellationToken);
        _reading = null;
        return line;
    }
}
