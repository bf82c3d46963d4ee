namespace StackExchange.Redis.Resp;

internal readonly record struct RespReply(RedisResult? Result, string? Error);
