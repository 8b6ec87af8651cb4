# frozen_string_literal: true

require "ocop"

# Has the engine look at an attribute that holds a dossier:
#
#   class Submission < ApplicationRecord
#     validates :dossier, dossier: true
#   end
#
# Everything that is wrong becomes an error of the attribute, with its place, in the language of the
# application.
class DossierValidator < ActiveModel::EachValidator
  def validate_each(record, attribute, value)
    Ocop.rate(value, brief: true)
  rescue Ocop::Refused => refused
    lang = I18n.locale == :en ? "en" : "vi"
    refused.errors.each do |error|
      said = [error["message"][lang], error.dig("help", lang)].compact.join(" ")
      record.errors.add(attribute, error["code"].tr("-", "_").to_sym, message: said, path: error["path"])
    end
  end
end
