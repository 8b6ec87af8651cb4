# frozen_string_literal: true

# The tests of the package: every vector byte for byte, and what the package adds to the engine.
# OCOP_LIBRARY says where the library is.

require "minitest/autorun"
require_relative "../lib/ocop"

DOSSIER = { "criteria" => "qd-26-2026", "product_set" => 1, "answers" => { "1.1" => 3, "1.5" => 2 } }.freeze
VECTORS = Dir[File.join(__dir__, "../../../tests/vectors/*/*.json")]

begin
  require_relative "rails"
rescue LoadError => error
  raise unless error.message.include?("active_model")

  warn "not run: the Rails example (ruby-activemodel is not installed)"
end

class VectorsTest < Minitest::Test
  # The fields of a vector as they are written, and as they are read.
  def fields(path)
    text = File.binread(path)
    lines = text.split("\n".b)[1..-2].to_h { |line| line.delete_suffix(",".b).split(": ".b, 2) }
    [lines.transform_keys { |name| name.delete('"') }, JSON.parse(text)]
  end

  def given(name, lines, read)
    hex = read["#{name}_hex"]
    hex ? [hex].pack("H*") : read["#{name}_text"] || lines[name] || ""
  end

  def test_every_vector_byte_for_byte
    assert_operator VECTORS.length, :>, 100
    wrong = VECTORS.reject do |path|
      lines, read = fields(path)
      status, bytes = Ocop::Native.answer(read["operation"], given("input", lines, read), given("options", lines, read))
      status == read["status"] && bytes.b == (read["output_text"] || lines["output"]).b
    end
    report = ENV.fetch("OCOP_VECTORS_REPORT", "")
    File.write(report, "#{VECTORS.length - wrong.length} of #{VECTORS.length}\n") unless report.empty?
    assert_empty wrong
  end
end

class OperationsTest < Minitest::Test
  def codes(kind, &call)
    assert_raises(kind, &call).errors.map { |error| error["code"] }
  end

  def test_the_first_lines_of_the_readme
    example = File.read(File.join(__dir__, "../README.md"), encoding: "UTF-8")[/```ruby\n(.+?)```/m, 1]
    assert_output("4\n1\n") { eval(example.sub(/^require "ocop"$/, "")) }
    rating = Ocop.rate(DOSSIER)
    assert_equal rating, Ocop.rate(JSON.generate(DOSSIER))
    assert_equal rating, Ocop.call("rate", DOSSIER).json
    refute_empty Ocop.version
  end

  def test_documents_and_options_by_name
    page = Ocop.document(DOSSIER, document: "rating", lang: "en")
    assert_equal "text/html; charset=utf-8", page.media_type
    assert page.valid_encoding? && page.start_with?("<!DOCTYPE")
    assert_equal "ocop-law-comparison/1", Ocop.compare_laws(from: "qd-148-2023", to: "qd-26-2026", set: 1)["format"]
  end

  def test_a_wrong_input_is_refused_with_the_whole_list
    refused = assert_raises(Ocop::Refused) { Ocop.rate(DOSSIER.merge("answers" => { "1.1" => 30 }, "anwsers" => {})) }
    assert_equal %w[/answers/1.1 /anwsers], refused.errors.map { |error| error["path"] }.sort
    assert_includes refused.message, "/anwsers: "
    assert_kind_of ArgumentError, refused
  end

  def test_a_wrong_call_is_told_from_a_wrong_input
    assert_equal ["unknown-option"], codes(Ocop::WrongCall) { Ocop.rate(DOSSIER, breif: true) }
    assert_equal ["wrong-type"], codes(Ocop::WrongCall) { Ocop.rate(DOSSIER, brief: 1) }
    assert_equal ["unknown-operation"], codes(Ocop::WrongCall) { Ocop.call("rat", DOSSIER) }
    assert_equal ["unknown-operation"], codes(Ocop::WrongCall) { Ocop.call("rate\0", DOSSIER) }
    assert_equal ["not-json"], codes(Ocop::WrongCall) { Ocop.call("rate", DOSSIER, "{}\0") }
    assert_raises(NoMethodError) { Ocop.call(5, DOSSIER) }
  end

  def test_awkward_text
    ["", "\0", "{"].each { |text| assert_equal ["not-json"], codes(Ocop::Refused) { Ocop.rate(text) } }
    assert_equal ["not-json"], codes(Ocop::Refused) { Ocop.rate(nil) }
    assert_equal ["not-utf8"], codes(Ocop::Refused) { Ocop.rate("\xff".b) }
    assert_equal ["too-large"], codes(Ocop::Refused) { Ocop.rate("[" * (100 << 20)) }
    assert_equal ["wrong-type"], codes(Ocop::Refused) { Ocop.rate(5) }
    codes(Ocop::Refused) { Ocop.rate('"\ud800"') }
    codes(Ocop::Refused) { Ocop.rate(DOSSIER.merge("answers" => { "1.1" => 2**70 })) }
  end

  def test_what_json_cannot_hold_is_an_error_of_ruby
    assert_raises(JSON::GeneratorError) { Ocop.rate(DOSSIER.merge("note" => Float::NAN)) }
    assert_raises(JSON::GeneratorError) { Ocop.rate(DOSSIER.merge("note" => "\xff")) }
    around = {}
    around["around"] = around
    assert_raises(JSON::NestingError) { Ocop.rate(around) }
  end

  def test_many_threads_call_at_once
    expected = Ocop.call("rate", DOSSIER)
    threads = Array.new(8) { Thread.new { Array.new(200) { Ocop.call("rate", DOSSIER) }.uniq } }
    assert_equal [expected], threads.flat_map(&:value).uniq
  end

  # Resident memory in KiB; 0 where the system does not tell.
  def resident
    File.read("/proc/self/statm").split[1].to_i * 4
  rescue SystemCallError
    0
  end

  def test_nothing_leaks
    text = JSON.generate(DOSSIER)
    some = lambda do |count|
      count.times { |i| Ocop::Native.answer((i % 10).zero? ? "rat" : "rate", text, '{"brief":true}') }
      GC.start
    end
    some.call(20_000)
    before = resident
    some.call(Integer(ENV.fetch("OCOP_CALLS", "200000")))
    assert_operator resident, :<, before + 16_384
  end
end
