namespace StackExchange.Redis.Resp;

internal static class RespReplies
{
    public static void TrySetFrom(this TaskCompletionSource<RedisResult> asked, RespReply reply)
    {
        if (reply.Error is { } error)
            asked.TrySetException(new RedisServerException(error));
        else
            asked.TrySetResult(reply.Result!);
    }
}
