-- livenode: the lamp, the hint, and the texts. Faders, switches and buttons have messages of their own.
local PREFIX = '@PREFIX@'
local REPLY_PORT = @REPLY_PORT@
local HINT = [[@HINT@]]
local SILENT_MS, RETRY_MS = 3000, 2000
local GREEN, AMBER, RED = Color(0.2, 0.8, 0.35, 1), Color(0.95, 0.7, 0.2, 1), Color(0.9, 0.25, 0.2, 1)
local GREY, WHITE = Color(0.35, 0.35, 0.35, 1), Color(1, 1, 1, 1)
local LAMPS = { ok = GREEN, degraded = AMBER, fault = RED }

local alive = false
local heard_ms, asked_ms = 0, -RETRY_MS
local known = {}

local function tagged(tag) -- the controls with this tag, looked for once
  if not known[tag] then known[tag] = root:findAllByProperty('tag', tag, true) end
  return known[tag]
end

local function say(name, text)
  for _, control in ipairs(tagged(name)) do control.values.text = text end
end

local function lamp(color)
  for _, control in ipairs(tagged('lamp')) do control.color = color end
end

local function ask()
  sendOSC({ PREFIX .. '/hello', { { tag = 'i', value = REPLY_PORT } } })
  sendOSC({ PREFIX .. '/subscribe',
    { { tag = 'i', value = REPLY_PORT }, { tag = 's', value = 'all' }, { tag = 'i', value = 30 } } })
end

local function spell(argument)
  if argument.tag == 's' then return argument.value end
  local text = string.format('%.2f', argument.value)
  text = string.gsub(text, '0+$', '')
  text = string.gsub(text, '%.$', '')
  return text
end

local function joined(arguments)
  local words = {}
  for i = 1, #arguments do words[i] = spell(arguments[i]) end
  return table.concat(words, ' ')
end

local function beat_heart(arguments)
  if not alive then sendOSC({ PREFIX .. '/refresh', {} }) end
  alive, heard_ms = true, getMillis()
  local status = arguments[2].value
  lamp(LAMPS[status] or GREY)
  say('hint', 'connected: ' .. status)
end

local NOTES = {
  error = function(a) return 'refused: ' .. a[3].value end,
  queued = function(a) return a[1].value .. ' waits for bar ' .. spell(a[2]) end,
  done = function(a) return a[1].value .. ' done in bar ' .. spell(a[2]) end,
}

function init()
  lamp(GREY)
  say('hint', HINT)
end

function update()
  local now = getMillis()
  if alive and now - heard_ms > SILENT_MS then
    alive = false
    init()
  end
  if not alive and now - asked_ms >= RETRY_MS then
    asked_ms = now
    ask()
  end
end

function onReceiveOSC(message, connections)
  local path, arguments = message[1], message[2]
  if string.sub(path, 1, #PREFIX + 1) ~= PREFIX .. '/' then return false end
  local row = string.sub(path, #PREFIX + 2)
  if row == 'heartbeat' then beat_heart(arguments) end
  if row == 'beat' then say('place', 'bar ' .. spell(arguments[1]) .. '   beat ' .. spell(arguments[2])) end
  if NOTES[row] then say('note', NOTES[row](arguments)) end
  local text = joined(arguments)
  say(row, text)
  for _, control in ipairs(tagged(row .. '=')) do -- the words of a choice: the chosen one is lit
    control.textColor = control.name == text and AMBER or WHITE
  end
  return false
end
