namespace AgentStack.RemoteMcp.Connections;

/// <summary>
/// How deep the JSON goes that flows by, of a body or of one event after the other. The client above drops a message that
/// is too deep for it without a word.
/// </summary>
internal sealed class NestingDepth
{
    /// <summary>The JSON reader's own limit.</summary>
    public const int Deepest = 64;

    private int _depth;
    private bool _isInText;
    private bool _isEscaped;

    /// <exception cref="UnreadableAnswerException">It goes deeper.</exception>
    public void Count(byte next)
    {
        if (_isEscaped)
        {
            _isEscaped = false;
            return;
        }

        switch (next)
        {
            case (byte)'"':
                _isInText = !_isInText;
                break;
            case (byte)'\\':
                _isEscaped = _isInText;
                break;
            case (byte)'{' or (byte)'[' when !_isInText && ++_depth > Deepest:
                throw new UnreadableAnswerException($"it is nested deeper than {Deepest} levels");
            case (byte)'}' or (byte)']' when !_isInText:
                _depth--;
                break;
        }
    }

    /// <summary>Another message begins.</summary>
    public void Restart() => (_depth, _isInText, _isEscaped) = (0, false, false);
}
