# frozen_string_literal: true

# Rates OCOP dossiers the plain way: what the package for Ruby is to be measured against.
#
#     ruby rate.rb CRITERIA_FOLDER DOSSIERS.ndjson
#
# Commands on standard input: `check` prints the rating of each dossier, one a line; `round` rates them
# all once, text in and text out, and prints the nanoseconds that it took; `value` does so text in and
# hash out. Nothing of a dossier is checked, and notices are left out.

require "json"

EFFECTS = %w[stop eligibility rejection].freeze # the strongest last
OUTCOMES = { "stop" => "stopped", "eligibility" => "ineligible", "rejection" => "rejected" }.freeze

def order(name) = name.split(".").map(&:to_i)

# One product set, its levels as lists of points and its minimums lowest stars first.
def load_set(file)
  data = JSON.parse(File.read(file, encoding: "UTF-8"))
  criteria = []
  minimums = []
  data["parts"].each_with_index do |part, index|
    part["sections"].flat_map { |section| section["criteria"] }.each do |criterion|
      name = criterion["criterion"]
      levels = criterion["levels"]
      points = [0] + levels.map { |level| level["points"] }
      cases = levels.any? { |level| level["case"] } ? [nil] + levels.map { |level| level["case"] } : nil
      criteria << { name: name, part: index, points: points, cases: cases, requires: nil }
      levels.each do |level|
        stars = level["minimum_for"]
        minimums << { stars: stars, name: name, points: level["points"], case: level["case"] } if stars
      end
    end
  end
  criteria.sort_by! { |criterion| order(criterion[:name]) }
  minimums.sort_by! { |minimum| [minimum[:stars], order(minimum[:name])] }
  set = { parts: data["parts"], criteria: criteria, minimums: minimums, findings: [], zero_stops: [], zero_source: nil }
  data["rules"].each do |rule|
    case rule["rule"]
    when "dependency"
      criteria.find { |criterion| criterion[:name] == rule["criterion"] }[:requires] = rule["requires"]
    when "finding" then set[:findings] << rule
    when "zero-stop" then set[:zero_stops], set[:zero_source] = rule["criteria"], rule["source"]
    end
  end
  set
end

# The brief rating of a dossier.
def rate(text, instrument, sets)
  dossier = JSON.parse(text)
  sheet = sets[dossier["product_set"]]
  answers = dossier["answers"]

  scored = {}
  unanswered = []
  parts = sheet[:parts].map { |part| { "part" => part["part"], "points" => 0, "max_points" => part["max_points"] } }
  total = 0
  sheet_case = nil
  # a criterion that others depend on stands before them
  sheet[:criteria].each do |criterion|
    name = criterion[:name]
    level = answers[name]
    needed = criterion[:requires] ? scored[criterion[:requires]] : 1
    if level.nil?
      unanswered << name if needed != 0
    elsif needed && needed.positive?
      points = criterion[:points][level]
      scored[name] = points
      parts[criterion[:part]]["points"] += points
      total += points
      sheet_case ||= criterion[:cases][level] if criterion[:cases]
    end
  end

  unmet = { "3" => [], "4" => [], "5" => [] }
  sheet[:minimums].each do |minimum|
    next if minimum[:case] && sheet_case && minimum[:case] != sheet_case

    name = minimum[:name]
    met = (answers[name] || 0).positive? && (scored[name] || -1) >= minimum[:points]
    unmet[minimum[:stars].to_s] << name unless met
  end

  points_stars = instrument["bands"].find { |band| total >= band["from_points"] }["stars"]
  stars = points_stars
  [5, 4, 3].each { |needed| stars = [stars, needed - 1].min unless unmet[needed.to_s].empty? }

  reasons = sheet[:zero_stops].select { |name| scored[name] == 0 }.map do |name|
    { "finding" => nil, "effect" => "stop", "criterion" => name, "source" => sheet[:zero_source] }
  end
  given = dossier["findings"]
  if given
    sheet[:findings].each do |rule|
      next unless given.include?(rule["finding"])

      reasons << { "finding" => rule["finding"], "effect" => rule["effect"], "criterion" => rule["criterion"],
                   "source" => rule["source"] }
    end
    reasons.sort_by!.with_index { |reason, place| [-EFFECTS.index(reason["effect"]), place] }
  end
  outcome = unanswered.empty? ? "rated" : "provisional"
  outcome, stars, points_stars = OUTCOMES[reasons[0]["effect"]], nil, nil unless reasons.empty?
  recognised = !stars.nil? && stars >= instrument["recognition"]["from_stars"]
  rule = instrument["authority"].find { |authority| authority["stars"].include?(stars) } if recognised
  {
    "format" => "ocop-rating/1",
    "criteria" => dossier["criteria"],
    "product_set" => dossier["product_set"],
    "product" => dossier["product"],
    "producer" => dossier["producer"],
    "registration" => dossier["registration"],
    "assessed_on" => dossier["assessed_on"],
    "outcome" => outcome,
    "stars" => stars,
    "recognised" => recognised,
    "authority" => rule && rule["authority"],
    "points" => total,
    "max_points" => instrument["max_points"],
    "points_stars" => points_stars,
    "parts" => parts,
    "unmet" => unmet,
    "unanswered" => unanswered,
    "reasons" => reasons
  }
end

folder, dossiers = ARGV
instrument = JSON.parse(File.read(File.join(folder, "instrument.json"), encoding: "UTF-8"))
sets = Dir[File.join(folder, "sets/*.json")].to_h { |file| [File.basename(file).to_i, load_set(file)] }
lines = File.readlines(dossiers, chomp: true, encoding: "UTF-8")
$stdout.sync = true
$stdin.each_line(chomp: true) do |command|
  if command == "check"
    puts(lines.map { |line| JSON.generate(rate(line, instrument, sets)) })
    next
  end
  start = Process.clock_gettime(Process::CLOCK_MONOTONIC, :nanosecond)
  if command == "value"
    lines.each { |line| rate(line, instrument, sets) }
  else
    lines.each { |line| JSON.generate(rate(line, instrument, sets)) }
  end
  puts Process.clock_gettime(Process::CLOCK_MONOTONIC, :nanosecond) - start
end
