-- For wrk: visitors who pause between two pages, and what they waited, in
-- microseconds. CASE=yes: they enter cases.
if os.getenv("CASE") == "yes" then
	dofile("tests/bench/new_case.lua")
end

function delay()
	return math.random(5, 35)
end

function done(summary, latency)
	local e = summary.errors
	io.write(string.format("waits %d %d %d %d %d\n", latency:percentile(50),
	    latency:percentile(99), latency.max, summary.requests,
	    e.connect + e.read + e.write + e.status + e.timeout))
end
