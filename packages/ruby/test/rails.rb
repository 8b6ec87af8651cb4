# frozen_string_literal: true

require "active_model"

$LOAD_PATH.unshift File.join(__dir__, "../lib")
require_relative "../examples/rails/dossier_validator"

I18n.available_locales = %i[vi en]
I18n.locale = :vi

# The example of a validator, with Rails' own models.
class RailsTest < Minitest::Test
  class Submission
    include ActiveModel::Model
    attr_accessor :dossier

    validates :dossier, dossier: true
  end

  def test_a_right_dossier_is_valid
    assert Submission.new(dossier: DOSSIER).valid?
  end

  def test_each_problem_is_an_error_with_its_place
    wrong = Submission.new(dossier: DOSSIER.merge("answers" => { "1.1" => 30 }, "anwsers" => {}))
    refute wrong.valid?
    places = wrong.errors.map { |error| [error.type, error.options[:path]] }
    assert_includes places, [:unknown_level, "/answers/1.1"]
    assert_includes places, [:unknown_field, "/anwsers"]
    assert(wrong.errors[:dossier].any? { |said| said.include?('Có phải ý là "answers"?') })
  end
end
