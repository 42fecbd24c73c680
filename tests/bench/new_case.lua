-- A customer opens a case, as the form sends it.  SUBJECT is numbered, so
-- that no two are the same; TOKEN, COOKIE and CLASS come from pages.sh.
local boundary = "postern-bench-boundary"
local number = 0

local function part(name, value)
	return "--" .. boundary ..
	    "\r\nContent-Disposition: form-data; name=\"" .. name ..
	    "\"\r\n\r\n" .. value .. "\r\n"
end

function request()
	number = number + 1
	local body = part("token", os.getenv("TOKEN")) ..
	    part("subject", "The scale shows nothing, no. " .. number) ..
	    part("case_class", os.getenv("CLASS")) ..
	    part("severity", os.getenv("SEVERITY")) ..
	    part("description", "It was switched on as the manual says.\n" ..
		"The display stays dark.") ..
	    "--" .. boundary .. "--\r\n"
	return wrk.format("POST", nil, {
		["Cookie"] = os.getenv("COOKIE"),
		["Content-Type"] = "multipart/form-data; boundary=" .. boundary,
		["Sec-Fetch-Site"] = "same-origin",
	}, body)
end
