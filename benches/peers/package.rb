# frozen_string_literal: true

# The package for Ruby on the same dossiers: `value` is text in and hash out, `round` text in and text out.
# OCOP_LIBRARY says where the library for C is.

require_relative "../../packages/ruby/lib/ocop"

lines = File.readlines(ARGV[1], chomp: true, encoding: "UTF-8")
$stdout.sync = true
$stdin.each_line(chomp: true) do |command|
  if command == "check"
    puts(lines.map { |line| Ocop.call("rate", line, { brief: true }) })
    next
  end
  start = Process.clock_gettime(Process::CLOCK_MONOTONIC, :nanosecond)
  if command == "value"
    lines.each { |line| Ocop.rate(line, brief: true) }
  else
    lines.each { |line| Ocop.call("rate", line, { brief: true }) }
  end
  puts Process.clock_gettime(Process::CLOCK_MONOTONIC, :nanosecond) - start
end
