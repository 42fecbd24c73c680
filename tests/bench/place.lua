-- A customer orders: an item into the cart, the page that shows the order, the
-- order; so three requests are one order.  One connection.  TOKEN, COOKIE and
-- ITEM come from pages.sh.
local step, number, rev, total = 0, 0, nil, nil

local function post(path, body)
	return wrk.format("POST", path, {
		["Cookie"] = os.getenv("COOKIE"),
		["Content-Type"] = "application/x-www-form-urlencoded",
		["Sec-Fetch-Site"] = "same-origin",
	}, "token=" .. os.getenv("TOKEN") .. body)
end

-- wrk makes a first request that it never sends, so a page that was not seen
-- is asked for again.
function request()
	step = step == 2 and rev == nil and 1 or step % 3 + 1
	if step == 1 then
		number = number + 1
		return post("/portal/catalogue/" .. os.getenv("ITEM") .. "/add",
		    "&quantity=" .. (os.time() % 9000 + number))
	elseif step == 2 then
		return wrk.format("GET", "/portal/cart/order",
		    { ["Cookie"] = os.getenv("COOKIE") })
	end
	local seen, sum = rev, total
	rev = nil
	return post("/portal/cart/order", "&rev=" .. seen .. "&total=" .. sum ..
	    "&shipping_rule=back_order")
end

function response(status, headers, body)
	if step == 2 and status == 200 then
		rev = body:match('name="rev" value="(%d+)"')
		total = body:match('name="total" value="(%d+)"')
	end
end
