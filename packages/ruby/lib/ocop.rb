# frozen_string_literal: true

require "json"
require_relative "ocop/native"
require_relative "ocop/operations"
require_relative "ocop/version"

# The OCOP rating engine: every operation is a method. Its input comes first (a hash, or JSON as a
# string), its options by name:
#
#   rating = Ocop.rate(dossier, brief: true)
module Ocop
  extend Operations

  # The output of an operation, as the engine writes it: a string that knows its media type.
  class Reply < String
    # Such as <tt>application/json</tt>, or <tt>text/html; charset=utf-8</tt>.
    attr_reader :media_type

    def initialize(bytes, media_type)
      super(bytes)
      @media_type = media_type
      force_encoding(Encoding::UTF_8) if media_type.include?("json") || media_type.include?("utf-8")
    end

    # The output as a hash; a JSON::ParserError where it is no JSON.
    def json = JSON.parse(self)
  end

  # The input is refused. <tt>errors</tt> lists everything that is wrong, in the format
  # <tt>ocop-errors/1</tt>: each with +code+, +path+ (a JSON Pointer) and +message+ (+vi+, +en+).
  class Refused < ArgumentError
    attr_reader :errors, :json

    # The refusal as the engine writes it.
    def initialize(json)
      @json = json
      @errors = JSON.parse(json).fetch("errors")
      super(@errors.map { |error| [error["path"], error["message"]["en"]].reject(&:empty?).join(": ") }.join("\n"))
    end
  end

  # The operation or its options are wrong: the program that calls has to be mended, not its input.
  class WrongCall < Refused
  end

  # Calls an operation by its name, and gives its output byte for byte.
  #
  # +input+ is a hash, or JSON as a string; +options+ a hash, or a JSON object as a string. Raises
  # Refused and WrongCall; a JSON::GeneratorError or JSON::NestingError for a value that JSON cannot
  # hold: NaN, text that is not UTF-8, a hash that holds itself.
  def self.call(operation, input = nil, options = nil)
    options = nil if options.respond_to?(:empty?) && options.empty?
    status, bytes, media_type = Native.answer(operation.to_str, text(input), text(options))
    case status
    when 0 then Reply.new(bytes, media_type)
    when 1 then raise Refused, bytes.force_encoding(Encoding::UTF_8)
    else raise WrongCall, bytes.force_encoding(Encoding::UTF_8)
    end
  end

  # The version of the engine.
  def self.version = Native.version

  def self.text(value)
    case value
    when nil then ""
    when String then value
    else JSON.generate(value)
    end
  end
  private_class_method :text
end
